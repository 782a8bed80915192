import { step } from '../../run-document.ts'
import type { ConformanceCase } from '../conformance-case.ts'
import { effect, failing, handlers, retries } from './parts.ts'

const stuck = (undoB: NonNullable<ConformanceCase['scripts']>[string], handler: Parameters<typeof step>[1] = {}) => ({
  topic: 'rollback' as const,
  document: { steps: [step('a', effect), step('b', { kind: 'effect', undo: 'undo_b', after: ['a'] }), step('bad', { after: ['b'] })], handlers: [...handlers, step('undo_b', { kind: 'effect', ...handler })] },
  scripts: { bad: [failing], undo_b: undoB },
})
const withArguments = { arguments: [{ name: 'with', from: { origin: 'arguments' as const } }] }
const contained = (more: Parameters<typeof step>[1]) => ({
  topic: 'rollback' as const,
  document: { steps: [step('before', effect), step('g', { kind: 'group', after: ['before'], config: { onFailure: 'contain' }, steps: [step('a', effect), step('b', { after: ['a'] })], ...more })], handlers: [...handlers, step('fix')] },
})

/** What is undone, in which order, and what cannot be. */
export const rollback: readonly ConformanceCase[] = [
  {
    id: 'sequential-rollback', topic: 'rollback', rules: ['U2', 'U3'],
    document: { steps: [step('a', { ...effect, arguments: [{ name: 'x', from: { value: 1 } }] }), step('b', effect), step('bad', { after: ['a', 'b'] })], handlers: [step('undo', { kind: 'effect', arguments: [{ name: 'was', from: { origin: 'value' } }, { name: 'with', from: { origin: 'arguments' } }] })] },
    scripts: { a: [{ do: 'ok', value: 'A' }], b: [{ do: 'ok', value: 'B', delayMs: 100 }], bad: [failing] },
    expected: { status: 'rolled_back', error: 'TEST', undone: ['b', 'a'], left: [], residue: [], given: { undo: { was: 'A', with: { x: 1 } } }, log: ['step.failed bad', 'rollback.started', 'undo.started b', 'undo.succeeded b', 'undo.started a', 'undo.succeeded a', 'rollback.completed', 'run.failed'] },
  },
  {
    id: 'reverse-order-of-completion', topic: 'rollback', rules: ['U2'],
    document: { steps: [step('slow', effect), step('fast', effect), step('bad', { after: ['slow', 'fast'] })], handlers },
    scripts: { slow: [{ do: 'ok', delayMs: 120 }], bad: [failing] },
    expected: { status: 'rolled_back', undone: ['slow', 'fast'] },
  },
  {
    id: 'parallel-rollback', topic: 'rollback', rules: ['U2'],
    document: { steps: [step('a', effect), step('b', { kind: 'effect', undo: 'slow_undo', after: ['a'] }), step('c', { kind: 'effect', undo: 'slow_undo', after: ['a'] }), step('bad', { after: ['b', 'c'] })], handlers: [...handlers, step('slow_undo', { kind: 'effect' })], options: { rollback: 'parallel' } },
    scripts: { slow_undo: [{ do: 'ok', delayMs: 80 }], bad: [failing] },
    expected: { status: 'rolled_back', inFlight: 2, log: ['rollback.started', 'undo.started b', 'undo.succeeded b', 'undo.started a'], calls: ['undo b', 'undo a'] },
  },
  {
    id: 'parallel-rollback-goes-by-dependency', topic: 'rollback', rules: ['U2'],
    document: { steps: [step('a', effect), step('x', { kind: 'effect', undo: 'slow_undo' }), step('b', { ...effect, after: ['a'] }), step('bad', { after: ['b', 'x'] })], handlers: [...handlers, step('slow_undo', { kind: 'effect' })], options: { rollback: 'parallel' } },
    scripts: { slow_undo: [{ do: 'ok', delayMs: 250 }], bad: [failing] },
    expected: { status: 'rolled_back', undone: ['b', 'a', 'x'], log: ['undo.started b', 'undo.started a', 'undo.succeeded a', 'undo.succeeded x', 'rollback.completed'] },
  },
  {
    id: 'undo-by-the-kind', topic: 'rollback', rules: ['U3', 'U10'],
    document: { steps: [step('a', { kind: 'undoable' }), step('b', { kind: 'undoable', undo: 'none', after: ['a'] }), step('bad', { after: ['b'] })] },
    scripts: { bad: [failing] },
    expected: { status: 'rolled_back', undone: ['a'], residue: ['b'], calls: ['undo a', '!undo b'] },
    survivesDeath: true,
  },
  { id: 'undo-that-fails', rules: ['U4', 'U10'], ...stuck([failing]), expected: { status: 'rollback_incomplete', undone: ['a'], left: ['b'], residue: ['b'], log: ['undo.failed b', 'undo.succeeded a', 'rollback.completed'] }, survivesDeath: true },
  { id: 'undo-that-throws', rules: ['U4'], ...stuck([{ do: 'throw' }]), expected: { status: 'rollback_incomplete', undone: ['a'], left: ['b'] } },
  { id: 'undo-that-answers-nothing', rules: ['U4'], ...stuck([{ do: 'garbage' }]), expected: { status: 'rollback_incomplete', undone: ['a'], left: ['b'] } },
  {
    id: 'undo-asks-five-times', rules: ['U3'], ...stuck([{ do: 'retry', afterMs: 2 }]),
    expected: { status: 'rollback_incomplete', left: ['b'], log: ['undo.retrying b', 'undo.retrying b', 'undo.retrying b', 'undo.retrying b', 'undo.failed b'], calls: ['undo b', 'undo b', 'undo b', 'undo b', 'undo b', 'undo a'] },
  },
  { id: 'undo-tried-as-its-handler-says', rules: ['U3'], ...stuck([failing, failing, { do: 'ok' }], { retry: retries(2) }), expected: { status: 'rolled_back', undone: ['b', 'a'], log: ['undo.retrying b', 'undo.retrying b', 'undo.succeeded b'] }, survivesDeath: true },
  {
    id: 'left-undone-later', rules: ['U11'], ...stuck([failing, failing, { do: 'ok' }], withArguments),
    actions: [{ at: 'settled', do: 'resolveUndo', resolution: { step: 'b', how: 'done_outside', reason: ' ' }, refused: 'REASON_MISSING' }, { at: 'settled', do: 'crash' }, { at: 'settled', do: 'resolveUndo', resolution: { step: 'b', how: 'retry', arguments: { key: 'new' } } }],
    expected: { status: 'rollback_incomplete', undone: ['a'], left: ['b'], given: { undo_b: { with: { key: 'new' } } } },
  },
  {
    id: 'left-undone-at-last', rules: ['U11'], ...stuck([{ do: 'fail', retryable: false }], withArguments),
    actions: [{ at: 'settled', do: 'resolveUndo', resolution: { step: 'b', how: 'done_outside', reason: 'called the hotel', evidence: { ticket: 12 } } }, { at: 'undo.resolved b', do: 'resolveUndo', resolution: { step: 'b', how: 'retry' }, refused: 'NOT_UNDOABLE' }],
    expected: { status: 'rolled_back', left: [], residue: [], log: ['run.failed', 'undo.resolved b'] },
  },
  {
    id: 'left-on-purpose', rules: ['U11', 'U10'], ...stuck([failing]),
    actions: [{ at: 'settled', do: 'resolveUndo', resolution: { step: 'b', how: 'skipped', reason: 'worth less than the call' } }],
    expected: { status: 'rolled_back', left: [], residue: ['b'] },
  },
  {
    id: 'in-flight-is-stopped-and-undone', topic: 'rollback', rules: ['U1'],
    document: { steps: [step('a', effect), step('slow', effect), step('bad', { after: ['a'] }), step('never', { after: ['a'] })], handlers, options: { maxConcurrency: 2 } },
    scripts: { slow: [{ do: 'hang', then: 'ok' }], bad: [failing] },
    expected: { status: 'rolled_back', undone: ['slow', 'a'], log: ['step.failed bad', 'step.succeeded slow', 'rollback.started', '!step.started never'] },
  },
  {
    id: 'straggler', topic: 'rollback', rules: ['U1'],
    document: { steps: [step('slow', effect), step('bad'), step('w', { kind: 'wait.timer', config: { duration: 'PT0.01S' } })], handlers, options: { drain: 'PT0.03S' }, failure: { steps: [step('pause', { kind: 'wait.timer', config: { duration: 'PT0.5S' } })] } },
    scripts: { slow: [{ do: 'ok', delayMs: 200 }], bad: [failing] },
    expected: { status: 'rolled_back', log: ['step.failed bad', 'step.straggled slow', 'rollback.started', 'step.succeeded slow', 'undo.started slow', 'undo.succeeded slow'] },
  },
  {
    id: 'one-stack-for-all-scopes', topic: 'rollback', rules: ['U5', 'U10'],
    document: {
      steps: [
        step('g', { kind: 'group', steps: [step('x', effect), step('m', { kind: 'map', after: ['x'], config: { concurrency: 1 }, arguments: [{ name: 'source', from: { value: [1, 2] } }], steps: [step('e', effect)] })] }),
        step('kept', { kind: 'group', after: ['g'], reversible: false, steps: [step('k', effect)] }),
        step('bad', { after: ['kept'] }),
      ],
      handlers,
    },
    scripts: { bad: [failing] },
    expected: { status: 'rolled_back', undone: ['g.m[1].e', 'g.m[0].e', 'g.x'], residue: ['kept.k'] },
    survivesDeath: true,
  },
  {
    id: 'group-fails-the-run', topic: 'rollback', rules: ['U5'],
    document: { steps: [step('g', { kind: 'group', steps: [step('a', effect), step('b', { after: ['a'] })] })], handlers },
    scripts: { b: [failing] },
    expected: { status: 'rolled_back', undone: ['g.a'], log: ['step.failed g.b', 'step.failed g', 'rollback.started'] },
  },
  {
    id: 'contained-group-is-tried-again', rules: ['U6'], ...contained({ retry: retries(1) }),
    scripts: { b: [failing] },
    expected: { status: 'rolled_back', error: 'TEST', undone: ['g.a', 'g.a', 'before'], log: ['rollback.started', 'undo.succeeded g.a', 'rollback.completed', 'step.retrying g', 'step.started g.a', 'undo.succeeded g.a', 'undo.succeeded before'] },
  },
  {
    id: 'what-is-undone-is-done-again-under-a-new-key', topic: 'rollback', rules: ['R5', 'U6'],
    document: { steps: [step('g', { kind: 'group', config: { onFailure: 'contain' }, retry: retries(1), steps: [step('a', effect), step('b', { after: ['a'] })] })], handlers },
    scripts: { b: [failing] },
    expected: { status: 'rolled_back', undone: ['g.a', 'g.a'], keys: { 'g.a': 2 } },
  },
  { id: 'contained-group-goes-on-by-rule', rules: ['U6'], ...contained({ onError: [{ when: 'true', then: 'continue', value: 'error.code' }] }), scripts: { b: [failing] }, expected: { status: 'succeeded', value: 'TEST', log: ['undo.succeeded g.a', '!undo.started before'] }, survivesDeath: true },
  { id: 'contained-group-goes-on-by-handler', rules: ['U6'], ...contained({ compensate: 'fix' }), scripts: { b: [failing], fix: [{ do: 'continue', value: 'fixed' }] }, expected: { status: 'succeeded', value: 'fixed', log: ['undo.succeeded g.a', 'compensation.continued g'] }, survivesDeath: true },
  { id: 'contained-group-fails', rules: ['U6'], ...contained({}), scripts: { b: [failing] }, expected: { status: 'rolled_back', undone: ['g.a', 'before'] }, survivesDeath: true },
  {
    id: 'after-a-pivot-forward', topic: 'rollback', rules: ['U7'],
    document: { steps: [step('a', effect), step('p', { after: ['a'], role: 'pivot' }), step('z', { after: ['p'], retry: { max: 0, backoff: { initial: 'PT0.002S', factor: 1 } } })], handlers },
    scripts: { z: [failing, failing, failing, { do: 'attempt' }] },
    expected: { status: 'succeeded', value: 4, log: ['step.retrying z', 'step.retrying z', 'step.retrying z', '!rollback.started'] },
  },
  {
    id: 'after-a-pivot-to-a-person', topic: 'rollback', rules: ['U7'],
    document: { steps: [step('a', effect), step('p', { after: ['a'], role: 'pivot' }), step('z', { after: ['p'] })], handlers },
    scripts: { z: [{ do: 'fail', retryable: false }, { do: 'ok', value: 'made it' }] },
    expected: { status: 'halted', undone: [], log: ['run.halted', '!rollback.started'] },
  },
  {
    id: 'before-a-pivot-back', topic: 'rollback', rules: ['U7', 'U2'],
    document: { steps: [step('a', effect), step('p', { after: ['a'], role: 'pivot' })], handlers },
    scripts: { p: [failing] },
    expected: { status: 'rolled_back', undone: ['a'] },
  },
  {
    id: 'undo-of-a-success-once', topic: 'rollback', rules: ['U8'],
    document: { steps: [step('a', effect), step('b', { ...effect, after: ['a'] })], handlers },
    actions: [{ at: 'settled', do: 'undo' }, { at: 'settled', do: 'undo', refused: 'NOT_UNDOABLE' }],
    expected: { status: 'rolled_back', undone: ['b', 'a'], log: ['run.succeeded', 'rollback.started', 'undo.succeeded b', 'undo.succeeded a', 'rollback.completed'] },
  },
  {
    id: 'undo-of-a-success-after-a-crash', topic: 'rollback', rules: ['U8', 'U9'],
    document: { steps: [step('a', effect), step('b', { ...effect, after: ['a'] })], handlers },
    scripts: { undo: [{ do: 'ok', delayMs: 20 }] },
    actions: [{ at: 'settled', do: 'crash' }, { at: 'settled', do: 'undo' }, { at: 'undo.succeeded b', do: 'crash' }],
    expected: { status: 'rolled_back', undone: ['b', 'a'], executedOnce: ['a', 'b'] },
  },
  {
    id: 'crash-in-a-rollback', topic: 'rollback', rules: ['U9'],
    document: { steps: [step('a', effect), step('b', { ...effect, after: ['a'] }), step('bad', { after: ['b'] })], handlers },
    scripts: { undo: [{ do: 'ok', delayMs: 20 }], bad: [failing] },
    actions: [{ at: 'undo.succeeded b', do: 'crash' }],
    expected: { status: 'rolled_back', undone: ['b', 'a'], executedOnce: ['a', 'b', 'bad'] },
    survivesDeath: true,
  },
  {
    id: 'residue', topic: 'rollback', rules: ['U10'],
    document: { steps: [step('mail', { kind: 'once' }), step('a', { ...effect, after: ['mail'] }), step('bad', { after: ['a'] })], handlers },
    scripts: { bad: [failing] },
    expected: { status: 'rolled_back', undone: ['a'], residue: ['mail'], executedOnce: ['mail'] },
  },
  {
    id: 'failure-lane', topic: 'lane', rules: ['L1'],
    document: { steps: [step('a', effect), step('bad', { after: ['a'] }), step('never', { after: ['bad'] })], handlers, failure: { steps: [step('tell', { arguments: [{ name: 'why', from: { origin: 'error' }, path: ['code'] }, { name: 'a', from: { result: 'a' } }, { name: 'never', from: { result: 'never' } }] }), step('note', { after: ['tell'] })] } },
    scripts: { a: [{ do: 'ok', value: 'A' }], bad: [failing] },
    expected: { status: 'rolled_back', error: 'TEST', lane: 'succeeded', undone: ['a'], given: { tell: { why: 'TEST', a: 'A', never: null } }, log: ['rollback.completed', 'step.started tell', 'step.started note', 'run.failed'] },
    survivesDeath: true,
  },
  {
    id: 'failure-lane-that-fails', topic: 'lane', rules: ['L1'],
    document: { steps: [step('bad')], failure: { steps: [step('tell')] } },
    scripts: { bad: [failing], tell: [{ do: 'fail', code: 'NO_MAIL' }] },
    expected: { status: 'rolled_back', error: 'TEST', lane: 'failed' },
    survivesDeath: true,
  },
  {
    id: 'no-failure-lane-for-a-success', topic: 'lane', rules: ['L1'],
    document: { steps: [step('a')], failure: { steps: [step('tell')] } },
    expected: { status: 'succeeded', calls: ['run a', '!run tell'] },
  },
]
