import { step } from '../../run-document.ts'
import type { ConformanceCase } from '../conformance-case.ts'
import { effect, element, failing, handlers, results } from './parts.ts'

/** When steps start, with what, and what their guards say. */
export const scheduling: readonly ConformanceCase[] = [
  { id: 'no-steps', topic: 'scheduling', rules: ['S1'], document: { steps: [] }, expected: { status: 'succeeded', value: null, log: ['run.started', 'run.succeeded'] } },
  {
    id: 'diamond', topic: 'scheduling', rules: ['S1', 'F1'],
    document: { steps: [step('a'), step('b', { arguments: results('a') }), step('c', { arguments: results('a') }), step('d', { arguments: results('b', 'c') })] },
    scripts: { a: [{ do: 'ok', value: 1 }], b: [{ do: 'ok', value: 2 }], c: [{ do: 'ok', value: 3, delayMs: 5 }], d: [{ do: 'sum' }] },
    expected: { status: 'succeeded', value: 5, given: { d: { b: 2, c: 3 } }, executedOnce: ['a', 'b', 'c', 'd'], inFlight: 2, log: ['run.started', 'step.started a', 'step.succeeded a', 'step.started b', 'step.started c', 'step.succeeded c', 'step.ready d', 'run.succeeded'] },
  },
  {
    id: 'no-batch-barrier', topic: 'scheduling', rules: ['S1', 'H3'],
    document: { steps: [step('slow', { kind: 'wait.signal', config: { name: 'go' } }), step('a'), step('b', { after: ['a'] }), step('end', { after: ['slow', 'b'] })] },
    actions: [{ at: 'step.succeeded b', do: 'signal', name: 'go', payload: 1 }],
    expected: { status: 'succeeded', log: ['step.succeeded a', 'step.succeeded b', 'step.succeeded slow', 'step.started end'] },
  },
  {
    id: 'priority-then-declaration', topic: 'scheduling', rules: ['S1', 'S2'],
    document: { steps: [step('a'), step('b', { priority: 5 }), step('c')], options: { maxConcurrency: 1 } },
    expected: { status: 'succeeded', inFlight: 1, calls: ['run b', 'run a', 'run c'] },
  },
  {
    id: 'slots-over-nested-scopes', topic: 'scheduling', rules: ['S2'],
    document: { steps: [step('x', { kind: 'group', steps: [step('a'), step('y', { kind: 'group', steps: [step('b'), step('c')] })] }), step('d')], options: { maxConcurrency: 2 } },
    scripts: { a: [{ do: 'ok', delayMs: 5 }], b: [{ do: 'ok', delayMs: 5 }], c: [{ do: 'ok', delayMs: 5 }], d: [{ do: 'ok', delayMs: 5 }] },
    expected: { status: 'succeeded', inFlight: 2, executedOnce: ['x.a', 'x.y.b', 'x.y.c', 'd'] },
  },
  {
    id: 'waits-take-no-slot', topic: 'scheduling', rules: ['S2', 'H2'],
    document: { steps: [step('w', { kind: 'wait.timer', config: { duration: 'PT0.3S' } }), step('a'), step('z', { after: ['w'] })], options: { maxConcurrency: 1 } },
    expected: { status: 'succeeded', log: ['timer.set w', 'step.succeeded a', 'timer.fired w', 'step.succeeded w', 'step.started z'] },
    survivesDeath: true,
  },
  {
    id: 'sync-runs-alone', topic: 'scheduling', rules: ['S2'],
    document: { steps: [step('a'), step('s', { mode: 'sync' }), step('b')] },
    scripts: { a: [{ do: 'ok', delayMs: 10 }], s: [{ do: 'ok', delayMs: 5 }] },
    expected: { status: 'succeeded', inFlight: 1, calls: ['run a', 'end a', 'run s', 'end s', 'run b', 'end b'] },
  },
  {
    id: 'path-then-transform', topic: 'scheduling', rules: ['S3'],
    document: { steps: [step('a'), step('b', { arguments: [{ name: 'x', from: { result: 'a' }, path: ['list', 0], transform: 'value' }] })] },
    scripts: { a: [{ do: 'ok', value: { list: [{ value: 7 }] } }], b: [{ do: 'echo', argument: 'x' }] },
    expected: { status: 'succeeded', value: 7, given: { b: { x: 7 } } },
  },
  {
    id: 'input-transform-once', topic: 'scheduling', rules: ['S3'],
    document: { inputs: [{ name: 'who', transform: 'name' }], steps: [step('a', { arguments: [{ name: 'x', from: { input: 'who' } }] }), step('b', { after: ['a'], arguments: [{ name: 'x', from: { input: 'who' } }] })] },
    input: { who: { name: { name: 'Ada' } } },
    scripts: { b: [{ do: 'echo', argument: 'x' }] },
    expected: { status: 'succeeded', value: { name: 'Ada' }, given: { a: { x: { name: 'Ada' } } } },
    survivesDeath: true,
  },
  {
    id: 'argument-error', topic: 'scheduling', rules: ['S3', 'U2'],
    document: { steps: [step('a', effect), step('b', { compensate: 'fix', retry: { max: 3 }, arguments: [{ name: 'x', from: { result: 'a' }, path: ['nothing'] }] })], handlers: [...handlers, step('fix')] },
    scripts: { a: [{ do: 'ok', value: {} }] },
    expected: { status: 'rolled_back', error: 'ARGUMENT_ERROR', undone: ['a'], log: ['step.failed b', 'rollback.started', 'run.failed', '!step.started b', '!compensation.started b', '!step.retrying b'], calls: ['!run b'] },
  },
  {
    id: 'secret-stays-out-of-the-log', topic: 'form', rules: ['F2', 'U3'],
    document: { steps: [step('a', { ...effect, arguments: [{ name: 'key', from: { secret: 'token' } }] }), step('bad', { after: ['a'] })], handlers: [step('undo', { kind: 'effect', arguments: [{ name: 'with', from: { origin: 'arguments' } }] })] },
    secrets: { token: 'hidden-from-logs' },
    scripts: { bad: [failing] },
    expected: { status: 'rolled_back', undone: ['a'], given: { a: { key: 'hidden-from-logs' }, undo: { with: { key: 'hidden-from-logs' } } }, unlogged: ['hidden-from-logs'] },
    survivesDeath: true,
  },
  {
    id: 'guard-gives-a-value', topic: 'scheduling', rules: ['S4'],
    document: { steps: [step('a', { ...effect, guards: [{ when: 'true' }, { when: 'false', otherwise: { value: 5 } }, { when: 'cannot be evaluated' }] }), step('b', { arguments: results('a') })], handlers },
    scripts: { b: [{ do: 'echo', argument: 'a' }] },
    expected: { status: 'succeeded', value: 5, log: ['step.ready a', 'guard.passed a', 'guard.stopped a', 'step.skipped a', 'step.started b', '!step.started a'], calls: ['!run a'] },
  },
  {
    id: 'guard-fails', topic: 'scheduling', rules: ['S4'],
    document: { steps: [step('a', { guards: [{ when: 'false', otherwise: { fail: 'not today' } }] })] },
    expected: { status: 'rolled_back', error: 'GUARD_FAILED' },
  },
  {
    id: 'guard-halts', topic: 'scheduling', rules: ['S4', 'H1'],
    document: { steps: [step('a', { guards: [{ when: 'false', otherwise: { halt: 'ask' } }] }), step('b', { arguments: results('a') })] },
    scripts: { b: [{ do: 'echo', argument: 'a' }] },
    actions: [{ at: 'settled', do: 'resume', payload: 'told' }],
    expected: { status: 'succeeded', value: 'told', log: ['run.halted', 'run.resumed', '!step.started a'] },
  },
  {
    id: 'guards-for-each-attempt', topic: 'scheduling', rules: ['S4', 'R1'],
    document: { steps: [step('a', { guards: [{ when: 'go' }], retry: { max: 1, backoff: { initial: 'PT0.002S' } }, arguments: [{ name: 'go', from: { value: true } }] })] },
    scripts: { a: [failing, { do: 'attempt' }] },
    expected: { status: 'succeeded', value: 2, log: ['guard.passed a', 'step.started a', 'step.retrying a', 'guard.passed a', 'step.started a'] },
  },
  {
    id: 'lazy', topic: 'scheduling', rules: ['S6'],
    document: { steps: [step('a'), step('unused'), step('g', { kind: 'group', steps: [step('in', { arguments: results('a') })] }), step('c', { after: ['g'] })], return: 'c', options: { evaluation: 'lazy' } },
    expected: { status: 'succeeded', calls: ['run a', 'run g.in', 'run c', '!run unused'] },
  },
  {
    id: 'emitted-steps', topic: 'scheduling', rules: ['S7', 'S1'],
    document: { steps: [step('early'), step('e', { after: ['early'] })] },
    scripts: { early: [{ do: 'ok', value: 7 }], e: [{ do: 'ok', value: 1, steps: [step('n1', { arguments: results('early') }), step('n2', { arguments: results('n1') })] }], n1: [{ do: 'echo', argument: 'early' }] },
    expected: { status: 'succeeded', value: 1, given: { n2: { n1: 7 } }, executedOnce: ['n1', 'n2'], log: ['steps.emitted e', 'step.succeeded e', 'step.started n1', 'step.started n2'] },
  },
  {
    id: 'emitted-loop', topic: 'scheduling', rules: ['S7', 'R5', 'U2'],
    document: { steps: [step('loop', effect), step('after', { arguments: results('loop') }), step('bad', { after: ['after'] })], handlers },
    scripts: { loop: [{ do: 'ok', value: 1, steps: [step('loop', effect)] }, { do: 'ok', value: 2, steps: [step('loop', effect)] }, { do: 'ok', value: 3 }], bad: [failing] },
    expected: { status: 'rolled_back', undone: ['loop', 'loop', 'loop'], given: { after: { loop: 3 } }, keys: { loop: 3 } },
  },
  {
    id: 'emission-that-cannot-be', topic: 'scheduling', rules: ['S7'],
    document: { steps: [step('e', effect), step('z', { after: ['e'] })], handlers },
    scripts: { e: [{ do: 'ok', steps: [step('n', { after: ['nowhere'] })] }] },
    expected: { status: 'rolled_back', error: 'PLAN_ERROR', undone: ['e'], calls: ['run e', 'undo e', '!run n', '!run z'] },
    survivesDeath: true,
  },
  {
    id: 'max-steps', topic: 'scheduling', rules: ['S8'],
    document: { steps: [step('a'), step('b', { after: ['a'] }), step('c', { after: ['b'] })], options: { maxSteps: 2 } },
    expected: { status: 'rolled_back', error: 'MAX_STEPS_EXCEEDED', calls: ['run a', 'run b', '!run c'] },
  },
  {
    id: 'single-wave', topic: 'scheduling', rules: ['S9', 'H1'],
    document: { steps: [step('a'), step('b'), step('c', { after: ['a'] }), step('g', { kind: 'group', after: ['b'], steps: [step('x'), step('y', { after: ['x'] })] }), step('z', { after: ['c', 'g'] })] },
    wave: true,
    actions: [{ at: 'settled', do: 'resume' }, { at: 'settled', do: 'crash' }, { at: 'settled', do: 'resume' }],
    expected: { status: 'succeeded', executedOnce: ['a', 'b', 'c', 'g.x', 'g.y', 'z'], log: ['step.succeeded b', 'run.halted', 'run.resumed', 'step.started c', 'step.succeeded g.y', 'run.halted', 'run.resumed', 'step.started z', 'run.succeeded'] },
  },
  {
    id: 'conditions-of-one-kind', topic: 'scheduling', rules: ['S10', 'R3', 'C4'],
    document: {
      steps: [
        step('a', { onError: [{ when: 'error.nothing', then: 'fail' }, { when: 'error.code', then: 'continue', value: 'error.code' }] }),
        step('r', { kind: 'repeat', config: { until: 'value', maxRounds: 3 }, steps: [step('e', { arguments: element('r', 'round') })] }),
        step('s', { kind: 'switch', arguments: [{ name: 'list', from: { value: [0, ''] } }, { name: 'text', from: { value: 'no' } }], branches: [{ when: 'list', steps: [step('x')] }, { when: 'text', steps: [step('y')] }] }),
        step('end', { arguments: results('a', 'r') }),
      ],
    },
    scripts: { a: [failing], e: [{ do: 'echo', argument: 'x' }] },
    expected: { status: 'succeeded', given: { end: { a: 'TEST', r: 1 } }, calls: ['run s.y', '!run s.x'] },
  },
  {
    id: 'switch-takes-a-branch', topic: 'scheduling', rules: ['S1'],
    document: { inputs: [{ name: 'kind' }], steps: [step('s', { kind: 'switch', arguments: [{ name: 'kind', from: { input: 'kind' } }], branches: [{ when: 'kind = "x"', steps: [step('a')] }, { when: 'kind = "y"', steps: [step('b')] }, { steps: [step('c')] }] }), step('end', { arguments: results('s') })] },
    input: { kind: 'y' },
    scripts: { b: [{ do: 'ok', value: 'B' }], end: [{ do: 'echo', argument: 's' }] },
    expected: { status: 'succeeded', value: 'B', calls: ['run s.b', '!run s.a', '!run s.c'] },
  },
  {
    id: 'switch-default', topic: 'scheduling', rules: ['S1'],
    document: { steps: [step('s', { kind: 'switch', arguments: [{ name: 'kind', from: { value: 'other' } }], branches: [{ when: 'kind = "x"', steps: [step('a')] }, { steps: [step('c')] }] })] },
    scripts: { c: [{ do: 'ok', value: 'C' }] },
    expected: { status: 'succeeded', value: 'C' },
  },
  {
    id: 'switch-without-match', topic: 'scheduling', rules: ['S1'],
    document: { steps: [step('s', { kind: 'switch', arguments: [{ name: 'kind', from: { value: 'other' } }], branches: [{ when: 'kind = "x"', steps: [step('a')] }] }), step('end', { arguments: results('s') })] },
    expected: { status: 'succeeded', given: { end: { s: null } }, log: ['step.succeeded s', 'step.started end'] },
  },
  {
    id: 'compose', topic: 'scheduling', rules: ['S1', 'S3', 'U5'],
    document: { steps: [step('c', { kind: 'compose', config: { workflow: 'inner' }, arguments: [{ name: 'a', from: { value: { deep: 1 } } }] }), step('bad', { arguments: results('c') })] },
    composed: { inner: { eddy: 1, name: 'inner', inputs: [{ name: 'a', transform: 'deep' }, { name: 'b', default: 2 }], steps: [step('x', { ...effect, arguments: [{ name: 'a', from: { input: 'a' } }, { name: 'b', from: { input: 'b' } }] })], handlers } },
    scripts: { x: [{ do: 'sum' }], bad: [failing] },
    expected: { status: 'rolled_back', undone: ['c.x'], given: { 'c.x': { a: 1, b: 2 }, bad: { c: 3 } } },
    survivesDeath: true,
  },
]
