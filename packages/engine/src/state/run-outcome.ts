import { GrowingList } from './growing-list.ts'
import { hasRollback, isFinal, type RunState } from './run-state.ts'
import type { RunSummary } from './run-view.ts'

/** A run's summary in a form that costs nothing to keep: lists that grow are told to `follow`, which makes no new outcome. */
export interface RunOutcome extends Omit<RunSummary, 'seq' | 'undone' | 'left' | 'startedAt'> {
  readonly undone: readonly GrowingList[]
  readonly left: readonly GrowingList[]
}

/** `known`: the outcome before, whose lists go on where they are the same. */
export function outcomeOf(state: RunState, known?: RunOutcome): RunOutcome {
  return {
    status: state.status,
    input: state.input,
    forward: forwardOutcome(state),
    rollback: rollbackOutcome(state),
    undone: growing(state, 'undone', known?.undone),
    left: growing(state, 'left', known?.left),
    residue: state.residue,
    ...(state.endedAt === undefined ? {} : { endedAt: state.endedAt }),
    ...(state.value === undefined ? {} : { value: state.value }),
    ...(state.error === undefined ? {} : { error: state.error }),
    ...(state.laneOutcome ? { failureLane: state.laneOutcome } : {}),
  }
}

/** The summary after the event `seq`, at which the outcome held. */
export function summaryOf(outcome: RunOutcome, seq: number, startedAt: number | undefined): RunSummary {
  const entries = (lists: readonly GrowingList[]) => lists.flatMap((list) => list.at(seq))
  return { ...outcome, seq, undone: entries(outcome.undone), left: entries(outcome.left), ...(startedAt === undefined ? {} : { startedAt }) }
}

/** Whether a moment later says anything else of the run but longer lists, which are followed. */
export function sameOutcome(state: RunState, known: RunOutcome): boolean {
  return (
    state.status === known.status &&
    state.error === known.error &&
    state.value === known.value &&
    state.residue === known.residue &&
    state.input === known.input &&
    state.laneOutcome === known.failureLane &&
    state.endedAt === known.endedAt &&
    followed(state, 'undone', known.undone) &&
    followed(state, 'left', known.left) &&
    forwardOutcome(state) === known.forward &&
    rollbackOutcome(state) === known.rollback
  )
}

function growing(state: RunState, which: 'undone' | 'left', known: readonly GrowingList[] = []): readonly GrowingList[] {
  const { seq } = state
  const lists: readonly (readonly string[])[] = [state[which], ...Array.from(state.rollbacks.values(), (rollback) => rollback[which])]
  return lists.map((list) => {
    const same = known.find((one) => one.list === list)
    same?.follow(seq)
    return same ?? new GrowingList(list, seq)
  })
}

/** Follows the lists, unless they are not the same any more. */
function followed(state: RunState, which: 'undone' | 'left', known: readonly GrowingList[]): boolean {
  if (known.length !== state.rollbacks.size + 1) return false
  let index = 0
  const follow = (list: readonly string[]) => {
    const one = known[index++]
    if (one?.list !== list) return false
    one.follow(state.seq)
    return true
  }
  if (!follow(state[which])) return false
  if (state.rollbacks.size > 0) for (const rollback of state.rollbacks.values()) if (!follow(rollback[which])) return false
  return true
}

function forwardOutcome(state: RunState): RunSummary['forward'] {
  if (state.rollbackReason === 'timeout') return 'timed_out'
  if (state.rollbackReason === 'cancelled' || state.status === 'cancelling' || state.status === 'cancelled') return 'cancelled'
  if (state.rollbackReason === 'undo' || state.status === 'succeeded') return 'succeeded'
  if (state.rollbackReason === 'failure' || state.status === 'failed') return 'failed'
  if (state.status === 'halted') return 'halted'
  // over without a rollback of its own: it was refused before it had done anything
  return isFinal(state.status) ? 'failed' : 'running'
}

function rollbackOutcome(state: RunState): RunSummary['rollback'] {
  if (state.status === 'rolling_back' || hasRollback(state)) return 'running'
  if (state.rollbackReason === null || !isFinal(state.status)) return 'none'
  return state.left.length > 0 ? 'incomplete' : 'complete'
}
