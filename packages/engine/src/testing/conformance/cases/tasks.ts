import { step } from '../../run-document.ts'
import type { ConformanceCase } from '../conformance-case.ts'
import { effect, handlers, results, retries } from './parts.ts'

const offered = { steps: [step('before', effect), step('a', { ...effect, after: ['before'] }), step('z', { arguments: results('a') })], handlers }
const scripts = { a: [{ do: 'offer', queue: 'print', payload: { page: 1 } }], z: [{ do: 'echo', argument: 'a' }] } as const
const claims = { at: 'task.offered a', do: 'claim', step: 'a', worker: 'ada' } as const
const done = { do: 'complete', step: 'a', outcome: { kind: 'ok', value: 'printed' } } as const
const jam = { do: 'complete', step: 'a', outcome: { kind: 'fail', error: { code: 'JAM', message: 'the paper jammed' } } } as const

/** Calls that are left to workers outside. */
export const tasks: readonly ConformanceCase[] = [
  {
    id: 'task-is-done-by-a-worker', topic: 'tasks', rules: ['T1'], document: offered, scripts,
    actions: [claims, { at: 'task.claimed a', ...done }],
    expected: { status: 'succeeded', value: 'printed', executedOnce: ['a'], log: ['step.started a', 'task.offered a', 'task.claimed a', 'task.completed a', 'step.succeeded a', 'step.started z'] },
  },
  {
    id: 'task-fails-and-is-tried-again', topic: 'tasks', rules: ['T1', 'R1'],
    document: { ...offered, steps: [step('before', effect), step('a', { ...effect, after: ['before'], retry: retries(1) })] }, scripts,
    actions: [claims, { at: 'task.claimed a', ...jam }, claims, { at: 'task.claimed a', ...jam }],
    expected: { status: 'rolled_back', error: 'JAM', undone: ['before'], keys: { a: 1 } },
  },
  {
    id: 'undo-is-a-task', topic: 'tasks', rules: ['T1', 'U3'],
    document: { steps: [step('a', effect), step('b', { after: ['a'] })], handlers }, scripts: { b: [{ do: 'fail', retryable: false }], undo: [{ do: 'offer', queue: 'undo' }] },
    actions: [claims, { at: 'task.claimed a', ...done }],
    expected: { status: 'rolled_back', undone: ['a'], left: [], log: ['undo.started a', 'task.offered a', 'task.completed a', 'undo.succeeded a'] },
  },
  {
    id: 'lease-ends-and-another-worker-has-it', topic: 'tasks', rules: ['T2'], document: offered, scripts: { ...scripts, a: [{ do: 'offer', queue: 'print', leaseMs: 500 }] },
    actions: [claims, { at: 'task.released a', ...done, refused: 'TASK_NOT_HELD' }, { at: 'begin', do: 'claim', step: 'a', worker: 'bob' }, { at: 'task.claimed a', ...done, fence: 1, refused: 'TASK_NOT_HELD' }, { at: 'begin', ...done }],
    expected: { status: 'succeeded', value: 'printed' },
  },
  {
    id: 'task-is-claimed-once', topic: 'tasks', rules: ['T2'], document: offered, scripts,
    actions: [claims, { at: 'task.claimed a', do: 'claim', step: 'a', worker: 'bob', refused: 'TASK_TAKEN' }, { at: 'begin', do: 'giveBack', step: 'a' }, { at: 'task.released a', do: 'claim', step: 'a', worker: 'bob' }, { at: 'task.claimed a', ...done }],
    expected: { status: 'succeeded', value: 'printed' },
  },
  {
    id: 'claim-outlives-its-host', topic: 'tasks', rules: ['T3'], document: offered, scripts,
    actions: [claims, { at: 'task.claimed a', do: 'crash' }, { at: 'begin', do: 'heartbeat', step: 'a' }, { at: 'task.heartbeat a', ...done }],
    expected: { status: 'succeeded', value: 'printed', executedOnce: ['a'], log: ['!step.interrupted a'] },
  },
  {
    id: 'host-does-not-wait-for-workers', topic: 'tasks', rules: ['T3', 'H9'], document: offered, scripts,
    actions: [claims, { at: 'task.claimed a', do: 'release' }, { at: 'begin', ...done }],
    expected: { status: 'succeeded', value: 'printed', executedOnce: ['a'], log: ['!step.interrupted a'] },
  },
  {
    id: 'unclaimed-task-ends-with-its-run', topic: 'tasks', rules: ['T4', 'H4'], document: offered, scripts,
    actions: [{ at: 'task.offered a', do: 'cancel' }, { at: 'settled', do: 'claim', step: 'a', worker: 'ada', refused: 'TASK_OVER' }],
    expected: { status: 'cancelled', undone: ['before'], left: [] },
  },
  {
    id: 'claimed-task-is-awaited-and-undone', topic: 'tasks', rules: ['T4', 'U1'], document: offered, scripts,
    actions: [claims, { at: 'task.claimed a', do: 'cancel' }, { at: 'run.cancelled', ...done }],
    expected: { status: 'cancelled', undone: ['a', 'before'] },
  },
  {
    id: 'unclaimed-task-runs-out-of-time', topic: 'tasks', rules: ['T4', 'H2'],
    document: { ...offered, steps: [step('before', effect), step('a', { ...effect, after: ['before'], timeout: 'PT0.5S' })] }, scripts,
    expected: { status: 'rolled_back', error: 'STEP_TIMEOUT', undone: ['before'] }, survivesDeath: true,
  },
  {
    id: 'undo-task-runs-out-of-time', topic: 'tasks', rules: ['T5', 'U3'],
    document: { steps: [step('a', effect), step('b', { after: ['a'] })], handlers: handlers.map((handler) => ({ ...handler, timeout: 'PT0.5S' })) }, scripts: { b: [{ do: 'fail', retryable: false }], undo: [{ do: 'offer', queue: 'undo' }] },
    expected: { status: 'rollback_incomplete', undone: [], left: ['a'], log: ['undo.started a', 'task.offered a', 'timer.fired a', 'undo.failed a'] },
  },
]
