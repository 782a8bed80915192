import { step } from '../../run-document.ts'
import type { ConformanceCase, ScriptedOutcome } from '../conformance-case.ts'
import { effect, failing, handlers, results } from './parts.ts'

const halting = { steps: [step('a', effect), step('h', { after: ['a'] }), step('z', { arguments: results('h') })], handlers }
const asks = { h: [{ do: 'halt', value: 'question' }], z: [{ do: 'echo', argument: 'h' }] } as const
const waiting = { steps: [step('a', effect), step('w', { kind: 'wait.timer', after: ['a'], config: { duration: 'PT1H' } })], handlers }
const paid = (more: object = {}) => step('w', { kind: 'wait.signal', config: { name: 'paid', ...more } })
const doubtful = (more: object) => ({ steps: [step('a', { kind: 'once', undo: 'undo', ...more }), step('z', { arguments: results('a') })], handlers: [...handlers, step('check'), step('fix')] })
const hangs = { a: [{ do: 'hang' }, { do: 'ok', value: 'again' }], z: [{ do: 'echo', argument: 'a' }] } as const
const lost = { do: 'fail', code: 'LOST', effect: 'unknown' } as const
const silent = (...answers: readonly ScriptedOutcome[]) => ({ a: [...answers, { do: 'ok', value: 'again' } as const], z: [{ do: 'echo', argument: 'a' } as const] })
const dies = { at: 'step.started a', do: 'crash' } as const

/** Halts, time, signals, cancelling, doubt, other versions. */
export const interruption: readonly ConformanceCase[] = [
  {
    id: 'halt-and-resume', topic: 'interruption', rules: ['H1'], document: halting, scripts: asks,
    actions: [{ at: 'settled', do: 'resume', payload: 'answer' }, { at: 'run.succeeded', do: 'resume', refused: 'NOT_HALTED' }],
    expected: { status: 'succeeded', value: 'answer', executedOnce: ['a', 'h', 'z'], log: ['step.halted h', 'run.halted', 'run.resumed', 'step.started z'] },
  },
  { id: 'halted', topic: 'interruption', rules: ['H1'], document: halting, scripts: asks, expected: { status: 'halted', value: 'question', executedOnce: ['a', 'h'] } },
  {
    id: 'resume-after-a-crash', topic: 'interruption', rules: ['H1', 'U9'], document: halting, scripts: asks,
    actions: [{ at: 'settled', do: 'crash' }, { at: 'settled', do: 'resume', payload: 'answer' }],
    expected: { status: 'succeeded', value: 'answer', executedOnce: ['a', 'h', 'z'] },
  },
  {
    id: 'halt-inside-scopes', topic: 'interruption', rules: ['H1'],
    document: { steps: [step('g', { kind: 'group', steps: [step('m', { kind: 'map', arguments: [{ name: 'source', from: { value: [1] } }], steps: [step('h')] })] })] },
    scripts: { h: [{ do: 'halt' }] },
    actions: [{ at: 'settled', do: 'crash' }, { at: 'settled', do: 'resume', payload: 'one' }],
    expected: { status: 'succeeded', value: ['one'], executedOnce: ['g.m[0].h'] },
  },
  {
    id: 'failure-wins-over-halt', topic: 'interruption', rules: ['H1'],
    document: { steps: [step('a', effect), step('slow', { after: ['a'] }), step('h', { after: ['a'] })], handlers },
    scripts: { slow: [{ do: 'fail', code: 'LATE', delayMs: 80 }], h: [{ do: 'halt' }] },
    expected: { status: 'rolled_back', error: 'LATE', undone: ['a'], log: ['step.halted h', 'step.failed slow', 'rollback.started', '!run.halted'] },
  },
  {
    id: 'halt-drains', topic: 'interruption', rules: ['H1'],
    document: { steps: [step('slow'), step('h'), step('z', { after: ['slow', 'h'] })] },
    scripts: { slow: [{ do: 'ok', delayMs: 80 }], h: [{ do: 'halt' }] },
    actions: [{ at: 'settled', do: 'resume' }],
    expected: { status: 'succeeded', executedOnce: ['slow', 'h', 'z'], log: ['step.halted h', 'step.succeeded slow', 'run.halted', 'run.resumed', 'step.started z'] },
  },
  {
    id: 'released-and-taken-up', topic: 'interruption', rules: ['H9'],
    document: { steps: [step('a', { kind: 'once' }), step('z', { arguments: results('a') })] },
    scripts: { a: [{ do: 'ok', value: 1, delayMs: 80 }], z: [{ do: 'echo', argument: 'a' }] },
    actions: [{ at: 'step.started a', do: 'release' }],
    expected: { status: 'succeeded', value: 1, executedOnce: ['a', 'z'], log: ['step.started a', 'step.succeeded a', 'step.started z', '!step.interrupted a'] },
  },
  {
    id: 'run-timeout-fails', topic: 'interruption', rules: ['H2'], document: { ...waiting, options: { timeout: 'PT0.2S' } },
    expected: { status: 'rolled_back', error: 'RUN_TIMEOUT', undone: ['a'], log: ['run.timed_out', 'rollback.started'] }, survivesDeath: true,
  },
  { id: 'run-timeout-cancels', topic: 'interruption', rules: ['H2'], document: { ...waiting, options: { timeout: 'PT0.2S', onTimeout: 'cancel' } }, expected: { status: 'cancelled', undone: ['a'] } },
  { id: 'run-timeout-halts', topic: 'interruption', rules: ['H2'], document: { ...waiting, options: { timeout: 'PT0.2S', onTimeout: 'halt' } }, expected: { status: 'halted', undone: [] } },
  // what has its turn is held to its timeout alone
  { id: 'start-timeout-of-one-that-has-begun', topic: 'interruption', rules: ['H13'], document: { steps: [step('w', { kind: 'wait.timer', config: { duration: 'PT0.2S' } }), step('z', { after: ['w'] })], options: { startTimeout: 'PT0.05S' } }, expected: { status: 'succeeded', executedOnce: ['z'] } },
  {
    id: 'timers-over-a-crash', topic: 'interruption', rules: ['H2', 'U9', 'H10'],
    document: { steps: [step('w', { kind: 'wait.timer', config: { duration: 'PT0.05S' } }), step('z', { after: ['w'] })] },
    actions: [{ at: 'timer.set w', do: 'crash' }],
    expected: { status: 'succeeded', executedOnce: ['z'], log: ['timer.set w', 'timer.fired w', 'step.succeeded w'] }, survivesDeath: true,
  },
  {
    id: 'retry-timer-over-a-crash', topic: 'interruption', rules: ['H2', 'R1', 'R2'],
    document: { steps: [step('a', { kind: 'effect', retry: { max: 1, backoff: { initial: 'PT0.05S' } } })] },
    scripts: { a: [failing, { do: 'attempt' }] },
    actions: [{ at: 'step.retrying a', do: 'crash' }],
    expected: { status: 'succeeded', value: 2, keys: { a: 1 }, calls: ['run a', 'run a'] },
  },
  {
    id: 'wait-until-a-time-that-is-past', topic: 'interruption', rules: ['H2', 'S2'],
    document: { steps: [step('w', { kind: 'wait.until', config: { time: '2001-01-01T00:00:00Z' } }), step('z', { after: ['w'] })] },
    expected: { status: 'succeeded', log: ['timer.fired w', 'step.started z'] },
  },
  {
    id: 'signal', topic: 'interruption', rules: ['H3'], document: { steps: [paid(), step('z', { arguments: results('w') })] }, scripts: { z: [{ do: 'echo', argument: 'w' }] },
    actions: [{ at: 'signal.awaited w', do: 'signal', name: 'other', payload: 0 }, { at: 'signal.received', do: 'signal', name: 'paid', payload: 7 }],
    expected: { status: 'succeeded', value: 7, log: ['signal.awaited w', 'signal.received', 'signal.received w', 'step.succeeded w'] },
  },
  {
    id: 'early-signal-is-kept', topic: 'interruption', rules: ['H3'],
    document: { steps: [step('t', { kind: 'wait.timer', config: { duration: 'PT1S' } }), step('w', { kind: 'wait.signal', config: { name: 'paid' }, after: ['t'] })] },
    actions: [{ at: 'timer.set t', do: 'signal', name: 'paid', payload: 1 }, { at: 'signal.received', do: 'crash' }],
    expected: { status: 'succeeded', value: 1, log: ['signal.received', 'timer.fired t', 'step.succeeded w'] },
  },
  {
    id: 'one-signal-one-waiter', topic: 'interruption', rules: ['H3'],
    document: { steps: [step('w1', { kind: 'wait.signal', config: { name: 'paid' } }), step('w2', { kind: 'wait.signal', config: { name: 'paid' } }), step('sum', { arguments: results('w1', 'w2') })] },
    scripts: { sum: [{ do: 'sum' }] },
    actions: [{ at: 'signal.awaited w2', do: 'signal', name: 'paid', payload: 1 }, { at: 'step.succeeded w1', do: 'signal', name: 'paid', payload: 2 }],
    expected: { status: 'succeeded', value: 3, given: { sum: { w1: 1, w2: 2 } } },
  },
  {
    id: 'signal-by-correlation', topic: 'interruption', rules: ['H3'],
    document: { steps: [{ ...paid({ correlation: 'order' }), arguments: [{ name: 'order', from: { value: 'A' } }] }] },
    actions: [{ at: 'signal.awaited w', do: 'signal', name: 'paid', correlation: 'B', payload: 1 }, { at: 'signal.received', do: 'signal', name: 'paid', correlation: 'A', payload: 2 }],
    expected: { status: 'succeeded', value: 2 },
  },
  { id: 'signal-timeout', topic: 'interruption', rules: ['H3', 'H2', 'R3'], document: { steps: [{ ...paid({ timeout: 'PT0.02S' }), onError: [{ when: 'error.code = "SIGNAL_TIMEOUT"', then: 'continue', value: 'error.code' }] }] }, expected: { status: 'succeeded', value: 'SIGNAL_TIMEOUT' }, survivesDeath: true },
  {
    id: 'signal-over-a-crash', topic: 'interruption', rules: ['H3', 'U9', 'H10', 'H12'], document: { steps: [paid()] },
    actions: [{ at: 'signal.awaited w', do: 'crash' }, { at: 'begin', do: 'signal', name: 'paid', payload: 7 }],
    expected: { status: 'succeeded', value: 7 },
  },
  {
    id: 'cancel', topic: 'interruption', rules: ['H4'], document: waiting,
    actions: [{ at: 'timer.set w', do: 'cancel' }, { at: 'begin', do: 'cancel' }],
    expected: { status: 'cancelled', error: 'CANCELLED', undone: ['a'], residue: [], log: ['run.cancelled', 'rollback.started', 'undo.succeeded a'] },
  },
  {
    id: 'cancel-without-rollback', topic: 'interruption', rules: ['H4', 'U10'], document: waiting,
    actions: [{ at: 'timer.set w', do: 'cancel', rollback: false }],
    expected: { status: 'cancelled', undone: [], residue: ['a'], log: ['run.cancelled', '!undo.started a'] },
  },
  {
    id: 'cancel-tells-what-is-in-flight', topic: 'interruption', rules: ['H4'],
    document: { steps: [step('a', effect)], handlers }, scripts: { a: [{ do: 'hang', then: 'ok' }] },
    actions: [{ at: 'step.started a', do: 'cancel' }],
    expected: { status: 'cancelled', undone: ['a'], executedOnce: ['a'] },
  },
  {
    id: 'cancel-of-a-halted-run', topic: 'interruption', rules: ['H4', 'H1'], document: halting, scripts: asks,
    actions: [{ at: 'settled', do: 'crash' }, { at: 'settled', do: 'cancel' }],
    expected: { status: 'cancelled', undone: ['a'] },
  },
  {
    id: 'crash-after-cancel', topic: 'interruption', rules: ['H4', 'U9'], document: waiting, scripts: { undo: [{ do: 'ok', delayMs: 20 }] },
    actions: [{ at: 'timer.set w', do: 'cancel' }, { at: 'undo.started a', do: 'crash' }],
    expected: { status: 'cancelled', undone: ['a'], executedOnce: ['a'] },
  },
  {
    id: 'in-doubt-and-repeatable', topic: 'interruption', rules: ['H5', 'R5'], document: doubtful({ kind: 'effect' }), scripts: hangs, actions: [dies],
    expected: { status: 'succeeded', value: 'again', keys: { a: 1 }, log: ['step.interrupted a', 'step.started a'], calls: ['run a', 'run a'] },
  },
  {
    id: 'in-doubt-and-a-person-says-it-happened', topic: 'interruption', rules: ['H5'], document: doubtful({}), scripts: hangs,
    actions: [dies, { at: 'settled', do: 'resume', resolution: { step: 'a', did: 'happened', value: 'it did' } }],
    expected: { status: 'succeeded', value: 'it did', executedOnce: ['a'], log: ['step.interrupted a', 'run.halted', 'run.resumed', 'step.succeeded a'] },
  },
  {
    id: 'in-doubt-and-a-person-says-it-did-not', topic: 'interruption', rules: ['H5'], document: doubtful({}), scripts: hangs,
    actions: [dies, { at: 'settled', do: 'resume', resolution: { step: 'a', did: 'not_happened' } }],
    expected: { status: 'succeeded', value: 'again', calls: ['run a', 'run a'] },
  },
  {
    id: 'a-word-for-one-of-several', topic: 'interruption', rules: ['H11', 'H1', 'H5'],
    document: { steps: [step('a', { kind: 'once' }), step('h1'), step('h2'), step('z', { arguments: results('a', 'h1', 'h2') })] },
    scripts: { h1: [{ do: 'halt', value: 1, delayMs: 40 }], h2: [{ do: 'halt', value: 2, delayMs: 80 }], a: [{ ...lost, delayMs: 120 }], z: [{ do: 'sum' }] },
    actions: [{ at: 'settled', do: 'resume', resolution: { step: 'a', did: 'happened', value: 100 } }, { at: 'settled', do: 'resume', payload: 10 }, { at: 'settled', do: 'crash' }, { at: 'settled', do: 'resume' }],
    expected: {
      status: 'succeeded', value: 112, executedOnce: ['a', 'h1', 'h2', 'z'],
      log: ['run.halted', 'run.resumed', 'step.succeeded a', 'run.halted', 'run.resumed', 'step.succeeded h1', 'run.halted', 'run.resumed', 'step.succeeded h2', 'run.succeeded'],
    },
  },
  {
    id: 'in-doubt-and-checked-happened', topic: 'interruption', rules: ['H5'], document: doubtful({ check: 'check' }), scripts: { ...hangs, check: [{ do: 'ok', value: { happened: true, value: 5 } }] }, actions: [dies],
    expected: { status: 'succeeded', value: 5, executedOnce: ['a'], calls: ['run a', 'check a', 'run z'] },
  },
  {
    id: 'in-doubt-and-checked-not-happened', topic: 'interruption', rules: ['H5'], document: doubtful({ check: 'check' }), scripts: { ...hangs, check: [{ do: 'ok', value: { happened: false } }] }, actions: [dies],
    expected: { status: 'succeeded', value: 'again', calls: ['run a', 'check a', 'run a', 'run z'] },
  },
  {
    id: 'in-doubt-and-check-unknown', topic: 'interruption', rules: ['H5'], document: doubtful({ check: 'check' }), scripts: { ...hangs, check: [{ do: 'ok', value: 'unknown' }] },
    actions: [dies, { at: 'settled', do: 'resume', resolution: { step: 'a', did: 'ask_again' } }],
    expected: { status: 'halted', executedOnce: ['a'], calls: ['check a', 'check a'] },
  },
  {
    id: 'in-doubt-as-a-failure', topic: 'interruption', rules: ['H5', 'R3'], document: doubtful({ onInterrupt: 'compensate', onError: [{ when: 'error.code = "STEP_INTERRUPTED"', then: 'continue', value: 'error.code' }] }), scripts: hangs, actions: [dies],
    expected: { status: 'succeeded', value: 'STEP_INTERRUPTED', executedOnce: ['a'] },
  },
  {
    id: 'in-doubt-by-timeout', topic: 'interruption', rules: ['H5', 'H2'], document: doubtful({ timeout: 'PT0.5S' }), scripts: hangs,
    actions: [{ at: 'settled', do: 'resume', resolution: { step: 'a', did: 'not_happened' } }],
    expected: { status: 'succeeded', value: 'again', log: ['step.interrupted a', 'run.halted', 'run.resumed', 'step.started a'] },
  },
  {
    id: 'in-doubt-without-an-answer', topic: 'interruption', rules: ['H5'], document: doubtful({}), scripts: silent(lost),
    actions: [{ at: 'settled', do: 'resume', resolution: { step: 'a', did: 'happened', value: 'it did' } }],
    expected: { status: 'succeeded', value: 'it did', executedOnce: ['a'], log: ['step.interrupted a', 'run.halted', 'run.resumed', 'step.succeeded a', '!step.failed a'] },
  },
  {
    id: 'no-answer-is-tried-again-under-the-same-key', topic: 'interruption', rules: ['H8', 'R5'], document: doubtful({ kind: 'effect', retry: { max: 1 } }), scripts: silent(lost),
    expected: { status: 'succeeded', value: 'again', keys: { a: 1 }, log: ['step.interrupted a', 'step.retrying a', 'step.started a'], calls: ['run a', 'run a'] },
  },
  {
    id: 'no-answer-and-checked-not-happened', topic: 'interruption', rules: ['H8', 'R2'], document: doubtful({ check: 'check', retry: { max: 1 } }), scripts: { ...silent(lost), check: [{ do: 'ok', value: { happened: false } }] },
    expected: { status: 'succeeded', value: 'again', log: ['step.interrupted a', 'step.interrupted a', 'step.retrying a', 'step.started a'], calls: ['run a', 'check a', 'run a', 'run z'] },
  },
  {
    id: 'no-answer-and-nothing-happened', topic: 'interruption', rules: ['H8', 'U4'], document: doubtful({ check: 'check' }), scripts: { a: [lost], check: [{ do: 'ok', value: { happened: false } }] },
    expected: { status: 'rolled_back', error: 'LOST', left: [], calls: ['run a', 'check a'], executedOnce: ['a'] },
  },
  {
    id: 'no-answer-at-all', topic: 'interruption', rules: ['H5', 'H8', 'U10'], document: doubtful({ kind: 'effect', retry: { max: 1 } }), scripts: { a: [lost] },
    expected: { status: 'rollback_incomplete', error: 'LOST', undone: [], left: ['a'], keys: { a: 1 }, log: ['step.retrying a', 'step.failed a', 'step.started a', 'step.interrupted a', 'rollback.started', '!undo.started a'], calls: ['run a', 'run a', 'run a'] },
  },
  {
    id: 'doubt-outlives-what-says-nothing-of-it', topic: 'interruption', rules: ['H8'], document: doubtful({ undo: undefined, kind: 'effect', retry: { max: 1 } }), scripts: { a: [lost, { do: 'fail', code: 'REFUSED', effect: 'untried' }] },
    expected: { status: 'rollback_incomplete', error: 'REFUSED', left: ['a'], calls: ['run a', 'run a'] },
  },
  {
    id: 'an-answer-settles-the-doubt', topic: 'interruption', rules: ['H8'], document: doubtful({ kind: 'effect', retry: { max: 1 } }), scripts: { a: [lost, { do: 'fail', code: 'SOLD_OUT' }] },
    expected: { status: 'rolled_back', error: 'SOLD_OUT', left: [], calls: ['run a', 'run a'] },
  },
  {
    id: 'a-handler-settles-the-doubt', topic: 'interruption', rules: ['H8', 'R3'], document: doubtful({ onInterrupt: 'compensate', compensate: 'fix' }), scripts: { a: [lost] },
    expected: { status: 'rolled_back', error: 'LOST', left: [], executedOnce: ['a'], calls: ['run a', 'compensate a'] },
  },
  {
    id: 'made-again-to-learn-what-to-undo', topic: 'interruption', rules: ['H5', 'U3'], document: doubtful({ kind: 'effect' }), scripts: silent(lost),
    expected: { status: 'rolled_back', error: 'LOST', undone: ['a'], keys: { a: 1 }, calls: ['run a', 'run a', 'undo a'] },
  },
  {
    id: 'left-in-doubt-and-it-happened', topic: 'interruption', rules: ['U13', 'U11'], document: doubtful({ onInterrupt: 'compensate' }), scripts: { a: [lost] },
    actions: [{ at: 'settled', do: 'resolveUndo', resolution: { step: 'a', how: 'happened', value: 'R-1' } }],
    expected: { status: 'rolled_back', undone: ['a'], left: [], residue: [], log: ['run.failed', 'step.succeeded a', 'undo.started a', 'undo.succeeded a'], calls: ['run a', 'undo a'] },
  },
  {
    id: 'left-in-doubt-and-it-did-not', topic: 'interruption', rules: ['U13'], document: doubtful({ onInterrupt: 'compensate' }), scripts: { a: [lost] },
    actions: [{ at: 'settled', do: 'resolveUndo', resolution: { step: 'a', how: 'not_happened' } }],
    expected: { status: 'rolled_back', undone: [], left: [], residue: [], log: ['run.failed', 'undo.resolved a', '!undo.started a'] },
  },
  {
    id: 'in-doubt-and-check-unknown-over-a-crash', topic: 'interruption', rules: ['H5', 'F1'], document: doubtful({ check: 'check' }), scripts: { ...silent(lost), check: [{ do: 'ok', value: 'unknown' }] },
    actions: [{ at: 'settled', do: 'crash' }, { at: 'settled', do: 'resume', resolution: { step: 'a', did: 'happened', value: 'it did' } }],
    expected: { status: 'succeeded', value: 'it did', executedOnce: ['a'], calls: ['run a', 'check a', 'run z'] },
  },
  {
    id: 'adapt', topic: 'interruption', rules: ['H6', 'H1'], document: { ...halting, steps: [...halting.steps.slice(0, 2), step('old', { after: ['h'] })] }, scripts: { ...asks, bad: [failing] },
    actions: [
      { at: 'settled', do: 'adapt', document: { ...halting, steps: [step('h')] }, refused: 'NOT_ADAPTABLE' },
      { at: 'settled', do: 'adapt', document: { ...halting, steps: [...halting.steps.slice(0, 2), step('new', { ...effect, after: ['h'] }), step('bad', { after: ['new'] })] } },
      { at: 'run.adapted', do: 'crash' },
      { at: 'settled', do: 'resume' },
    ],
    expected: { status: 'rolled_back', undone: ['new', 'a'], executedOnce: ['a', 'h', 'new'], calls: ['!run old'] },
  },
  {
    id: 'adapt-inside-a-container', topic: 'interruption', rules: ['H6'], document: { steps: [step('g', { kind: 'group', steps: [step('a', effect), step('h', { after: ['a'] }), step('old', { after: ['h'] })] })], handlers }, scripts: asks,
    actions: [{ at: 'settled', do: 'adapt', document: { steps: [step('g', { kind: 'group', steps: [step('a', effect), step('h', { after: ['a'] }), step('new', { after: ['h'] })] })], handlers } }, { at: 'settled', do: 'resume' }],
    expected: { status: 'succeeded', executedOnce: ['g.a', 'g.h', 'g.new'], calls: ['!run g.old'] },
  },
]
