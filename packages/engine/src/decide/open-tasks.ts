import type { Json } from '@eddy/workflow'
import type { TaskPurpose } from '../event/event.ts'
import { acceptsWork } from '../scope/accepts-work.ts'
import { isFinal, isForward, type RunState } from '../state/run-state.ts'
import type { StepInstance } from '../state/run-tree.ts'
import { isUnclaimed, type TaskOffer } from '../state/task-offer.ts'

/** A call of a run that is left to workers outside, as it stands. Times are milliseconds since the epoch. */
export interface OpenTask {
  /** The number of the event that has offered it. */
  readonly task: number
  readonly step: string
  readonly attempt: number
  readonly purpose: TaskPurpose
  readonly queue: string
  readonly payload: Json
  /** The same for every worker that has the task, and for another attempt at the same effect. */
  readonly key: string
  readonly leaseMs: number
  readonly offeredAt: number
  /** `held`: the run has halted, and offers it again when it goes on. */
  readonly status: 'offered' | 'held' | 'claimed'
  readonly claim?: { readonly worker: string; readonly fence: number; readonly claimedAt: number; readonly heardAt: number; readonly leaseUntil: number; readonly progress?: Json }
}

/** What workers outside can claim, or have in hand. O(tasks). */
export function openTasks(state: RunState): readonly OpenTask[] {
  return Array.from(state.offers).flatMap(([step, offer]) => (isStale(state, step, offer) ? [] : [taskOf(state, step, offer)]))
}

/** The task of one step; undefined where it has none that is open. O(1). */
export function openTaskOf(state: RunState, step: StepInstance): OpenTask | undefined {
  const offer = state.offers.get(step)
  return offer === undefined || isStale(state, step, offer) ? undefined : taskOf(state, step, offer)
}

/** Whether nothing of two tasks differs that a person sees. */
export function sameTask(a: OpenTask | undefined, b: OpenTask | undefined): boolean {
  if (a === b || !a || !b) return a === b
  return a.task === b.task && a.status === b.status && sameHold(a.claim, b.claim)
}

function sameHold(a: OpenTask['claim'], b: OpenTask['claim']): boolean {
  if (a === b || !a || !b) return a === b
  return a.fence === b.fence && a.heardAt === b.heardAt && a.leaseUntil === b.leaseUntil && a.progress === b.progress
}

/** Whether a worker may begin with it now (T1). */
export function isClaimable(state: RunState, step: StepInstance, offer: TaskOffer): boolean {
  if (!isUnclaimed(offer)) return false
  return step.duty !== null || (isForward(state) && acceptsWork(state, step.scope))
}

/** Whether the run still wants what comes of it. */
export function isWanted(state: RunState, step: StepInstance): boolean {
  return step.duty === 'run' || step.duty === null ? !isFinal(state.status) && acceptsWork(state, step.scope) : true
}

/** Nobody will claim it: the run has gone on without it. */
function isStale(state: RunState, step: StepInstance, offer: TaskOffer): boolean {
  return offer.outcome !== undefined || (offer.claim === undefined && step.duty === null && !acceptsWork(state, step.scope))
}

function taskOf(state: RunState, step: StepInstance, offer: TaskOffer): OpenTask {
  const { task, purpose, queue, payload, key, leaseMs, offeredAt, claim, fence } = offer
  const status = claim ? 'claimed' : isClaimable(state, step, offer) ? 'offered' : 'held'
  const attempt = purpose === 'undo' ? step.undoAttempt : step.attempt
  return { task, step: step.path, attempt, purpose, queue, payload, key, leaseMs, offeredAt, status, ...(claim ? { claim: holdOf(claim, fence) } : {}) }
}

function holdOf({ progress, ...claim }: NonNullable<TaskOffer['claim']>, fence: number): NonNullable<OpenTask['claim']> {
  return { ...claim, fence, ...(progress === undefined ? {} : { progress }) }
}
