import type { ConformanceCase } from '../conformance-case.ts'
import { step } from '../../run-document.ts'
import { effect, handlers, results } from './parts.ts'

const chain = { steps: [step('price'), step('room', { ...effect, after: ['price'] }), step('ship', { arguments: results('room') })], handlers }
const backoff = { steps: [step('a', { retry: { max: 1, backoff: { initial: 'PT1H' } } })] }

/** What people ask of runs while they go, and what new runs take over from old ones. */
export const again: readonly ConformanceCase[] = [
  {
    id: 'halt-when-asked', topic: 'interruption', rules: ['H7', 'H1'], document: { steps: [step('slow'), step('z', { after: ['slow'] })] }, scripts: { slow: [{ do: 'ok', delayMs: 80 }] },
    actions: [{ at: 'step.started slow', do: 'halt' }, { at: 'run.halted', do: 'resume' }, { at: 'run.succeeded', do: 'halt', refused: 'NOT_RUNNING' }],
    expected: { status: 'succeeded', executedOnce: ['slow', 'z'], log: ['run.halting', 'step.succeeded slow', 'run.halted', 'run.resumed', 'step.started z'] },
  },
  {
    id: 'halt-when-asked-during-the-last-step', topic: 'interruption', rules: ['H7', 'H1'], document: { steps: [step('slow')] }, scripts: { slow: [{ do: 'ok', value: 7, delayMs: 300 }] },
    actions: [{ at: 'step.started slow', do: 'halt' }, { at: 'run.halted', do: 'resume' }],
    expected: { status: 'succeeded', value: 7, executedOnce: ['slow'], log: ['run.halting', 'step.succeeded slow', 'run.halted', 'run.resumed', 'run.succeeded'] },
  },
  {
    id: 'retry-now', topic: 'outcomes', rules: ['R7'], document: backoff, scripts: { a: [{ do: 'fail' }, { do: 'attempt' }] },
    actions: [{ at: 'timer.set a', do: 'retryNow', step: 'a' }, { at: 'run.succeeded', do: 'retryNow', refused: 'NOT_RETRYING' }],
    expected: { status: 'succeeded', value: 2, log: ['timer.set a', 'timer.fired a', 'step.started a'] },
  },
  {
    id: 'cancel-as-told', topic: 'rollback', rules: ['U12', 'H4'],
    document: { steps: [step('a', effect), step('mail', { kind: 'effect', after: ['a'] }), step('b', { ...effect, after: ['mail'] }), step('ship', { kind: 'effect', after: ['b'] })], handlers },
    scripts: { ship: [{ do: 'hang', then: 'fail' }] },
    actions: [{ at: 'step.started ship', do: 'cancel', preview: { undone: [{ path: 'b', order: 1 }, { path: 'a', order: 2 }], kept: ['mail'], unknown: ['ship'] } }],
    expected: { status: 'cancelled', undone: ['b', 'a'], residue: ['mail'] },
  },
  {
    id: 'kept-results', topic: 'outcomes', rules: ['K1'], document: chain, kept: { from: 'earlier', results: { price: 10, room: 'r1' } }, scripts: { ship: [{ do: 'echo', argument: 'room' }] },
    expected: { status: 'succeeded', value: 'r1', executedOnce: ['ship'], log: ['step.started room', 'step.succeeded room', 'step.started ship'], calls: ['!run price', '!run room', 'run ship'] },
  },
  {
    id: 'kept-results-are-undone', topic: 'outcomes', rules: ['K1', 'U2'], document: chain, kept: { from: 'earlier', results: { price: 10, room: 'r1' } }, scripts: { ship: [{ do: 'fail' }] },
    expected: { status: 'rolled_back', undone: ['room'], calls: ['!run room', 'run ship', 'undo room'] }, survivesDeath: true,
  },
  {
    id: 'what-may-be-kept', topic: 'outcomes', rules: ['K2'], document: chain, scripts: { price: [{ do: 'ok', value: 10 }], ship: [{ do: 'fail' }] },
    expected: { status: 'rolled_back', undone: ['room'], again: { results: { price: 10 }, again: [{ path: 'room', because: 'undone', stands: false }, { path: 'ship', because: 'unfinished', stands: false }] } },
  },
]
