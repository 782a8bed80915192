import { hasRollback, isFinal, type RunState } from './run-state.ts'
import type { RunSummary } from './run-view.ts'

/** A list as it was: its first `length` entries. The engine only ever adds to these lists, or puts a new one in their place. */
export interface Cut {
  readonly list: readonly string[]
  readonly length: number
}

/** A run's summary in a form that costs nothing to keep. */
export interface RunOutcome extends Omit<RunSummary, 'seq' | 'undone' | 'left' | 'startedAt'> {
  readonly undone: readonly Cut[]
  readonly left: readonly Cut[]
}

export function outcomeOf(state: RunState, endedAt: number | undefined): RunOutcome {
  return {
    status: state.status,
    input: state.input,
    forward: forwardOutcome(state),
    rollback: rollbackOutcome(state),
    undone: cutsOf(state, 'undone'),
    left: cutsOf(state, 'left'),
    residue: state.residue,
    ...(endedAt === undefined ? {} : { endedAt }),
    ...(state.value === undefined ? {} : { value: state.value }),
    ...(state.error === undefined ? {} : { error: state.error }),
    ...(state.laneOutcome ? { failureLane: state.laneOutcome } : {}),
  }
}

export function summaryOf(outcome: RunOutcome, seq: number, startedAt: number | undefined): RunSummary {
  return { ...outcome, seq, undone: entriesOf(outcome.undone), left: entriesOf(outcome.left), ...(startedAt === undefined ? {} : { startedAt }) }
}

/** Whether a moment later says anything else of the run. */
export function sameOutcome(state: RunState, endedAt: number | undefined, known: RunOutcome): boolean {
  return (
    state.status === known.status &&
    state.error === known.error &&
    state.value === known.value &&
    state.residue === known.residue &&
    state.input === known.input &&
    state.laneOutcome === known.failureLane &&
    endedAt === known.endedAt &&
    sameCuts(state, 'undone', known.undone) &&
    sameCuts(state, 'left', known.left) &&
    forwardOutcome(state) === known.forward &&
    rollbackOutcome(state) === known.rollback
  )
}

function cutsOf(state: RunState, which: 'undone' | 'left'): readonly Cut[] {
  const cuts = [{ list: state[which] as readonly string[], length: state[which].length }]
  for (const rollback of state.rollbacks.values()) cuts.push({ list: rollback[which], length: rollback[which].length })
  return cuts
}

function sameCuts(state: RunState, which: 'undone' | 'left', known: readonly Cut[]): boolean {
  if (known.length !== state.rollbacks.size + 1) return false
  let index = 0
  const same = (list: readonly string[]) => {
    const cut = known[index++]
    return cut?.list === list && cut.length === list.length
  }
  if (!same(state[which])) return false
  for (const rollback of state.rollbacks.values()) if (!same(rollback[which])) return false
  return true
}

function entriesOf(cuts: readonly Cut[]): readonly string[] {
  return cuts.flatMap(({ list, length }) => list.slice(0, length))
}

function forwardOutcome(state: RunState): RunSummary['forward'] {
  if (state.rollbackReason === 'timeout') return 'timed_out'
  if (state.rollbackReason === 'cancelled' || state.status === 'cancelling' || state.status === 'cancelled') return 'cancelled'
  if (state.rollbackReason === 'undo' || state.status === 'succeeded') return 'succeeded'
  if (state.rollbackReason === 'failure' || state.status === 'failed') return 'failed'
  return state.status === 'halted' ? 'halted' : 'running'
}

function rollbackOutcome(state: RunState): RunSummary['rollback'] {
  if (state.status === 'rolling_back' || hasRollback(state)) return 'running'
  if (state.rollbackReason === null || !isFinal(state.status)) return 'none'
  return state.left.length > 0 ? 'incomplete' : 'complete'
}
