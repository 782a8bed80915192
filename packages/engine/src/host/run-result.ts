import type { RunState } from '../state/run-state.ts'
import type { RunResult } from './run-handle.ts'

/** How the run stands, in the form that callers get. */
export function runResult(state: RunState): RunResult {
  const succeeded = state.status === 'succeeded' || state.status === 'halted'
  return {
    status: state.status,
    ...(succeeded ? { value: state.value ?? null } : {}),
    ...(!succeeded && state.error ? { error: state.error } : {}),
    undone: state.undone,
    left: state.left,
    residue: state.residue,
    ...(state.laneOutcome ? { failureLane: state.laneOutcome } : {}),
    stats: { events: state.seq, attempts: state.attempts, durationMs: (state.endedAt ?? state.now) - state.startedAt },
  }
}
