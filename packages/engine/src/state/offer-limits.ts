import type { RunState } from './run-state.ts'
import { setTimer } from './set-timer.ts'
import type { StepInstance } from './run-tree.ts'
import type { TaskOffer } from './task-offer.ts'

/** The offer is over: its lease and the step's time limit end with it. */
export function closeOffer(state: RunState, step: StepInstance): void {
  const offer = state.offers.get(step)
  if (offer === undefined) return
  state.offers.delete(step)
  dropLimits(state, step, offer)
  if (step.plan.native === null) state.timers.delete(`timeout:${step.path}`)
}

function dropLimits({ timers }: RunState, step: StepInstance, offer: TaskOffer): void {
  timers.delete(leaseTimer(step, offer))
  timers.delete(limitTimer(step, offer))
}

/** Several holders of one name may have tasks at once. */
function limitTimer(step: StepInstance, { task }: Pick<TaskOffer, 'task'>): string {
  return `limit:${step.path}#${task}`
}

/** As `limitTimer`. */
function leaseTimer(step: StepInstance, { task }: Pick<TaskOffer, 'task'>): string {
  return `lease:${step.path}#${task}`
}

/** Sets, or sets anew, when the worker must have been heard of. Follows from the event that it is told in: no event of its own. */
export function limitLease(state: RunState, step: StepInstance, offer: TaskOffer): void {
  const { claim } = offer
  if (claim === undefined) return
  state.tasks.push(setTimer(state, { timer: leaseTimer(step, offer), dueAt: claim.leaseUntil }, step))
}

/** Sets when a call that is offered must have ended, `ms` from its offer (T5). Follows from that event, as a lease does. */
export function limitOffer(state: RunState, step: StepInstance, { offer, ms }: { readonly offer: TaskOffer; readonly ms: number }): void {
  state.tasks.push(setTimer(state, { timer: limitTimer(step, offer), dueAt: offer.offeredAt + ms }, step))
}

/** The time of a call that is offered has run out: what a worker says of it later is not heard. */
export function endOffer(state: RunState, step: StepInstance): void {
  const offer = state.offers.get(step)
  if (offer === undefined || offer.outcome !== undefined) return
  dropLimits(state, step, offer)
  offer.claim = undefined
  offer.outcome = { kind: 'timeout' }
  state.tasks.push({ kind: 'settle', step })
}
