import { acceptsWork } from '../scope/accepts-work.ts'
import type { RunState } from './run-state.ts'
import type { Duty } from './duty.ts'
import type { StepInstance } from './run-tree.ts'
import { closeOffer } from './offer-limits.ts'

/** A slot for an attempt; containers and waits take none, so that nesting never deadlocks on slots (S2). */
export function occupy(state: RunState, step: StepInstance): void {
  if (step.occupying || step.plan.native !== null) return
  step.occupying = true
  state.inFlight++
  if (step.plan.sync) state.syncInFlight = true
}

export function vacate(state: RunState, step: StepInstance): void {
  step.claimed = false
  if (!step.occupying) return
  step.occupying = false
  state.inFlight--
  if (step.plan.sync) state.syncInFlight = false
  if (state.reruns.size > 0) takeUpReruns(state)
}

/** Whether an attempt of the step may be in flight beside those that are (S2). */
export function hasFreeSlot({ inFlight, slots, syncInFlight, plan }: RunState, step: StepInstance): boolean {
  if (syncInFlight) return false
  return step.plan.sync ? inFlight === 0 : inFlight < plan.options.maxConcurrency && inFlight < slots
}

/** An attempt in doubt is made again as soon as a slot is free, before anything that has not begun. */
export function beginRerun(state: RunState, step: StepInstance): void {
  state.reruns.push(step)
  takeUpReruns(state)
}

function takeUpReruns(state: RunState): void {
  const { reruns } = state
  for (let step = reruns.peek(); step !== undefined; step = reruns.peek()) {
    if (step.duty === 'rerun' && !step.occupying) {
      if (!hasFreeSlot(state, step)) return
      occupy(state, step)
      state.tasks.push({ kind: 'attempt', step })
    }
    reruns.shift()
  }
}

export function beginDuty(state: RunState, step: StepInstance, duty: Duty): void {
  if (duty !== 'run' && state.offers.size > 0) closeOffer(state, step)
  if (step.duty === null) state.performing.add(step)
  step.duty = duty
}

export function endDuty(state: RunState, step: StepInstance): void {
  if (state.offers.size > 0) closeOffer(state, step)
  if (step.duty === null) return
  // its time limit must not outlive the scope that it is in
  if (step.duty === 'rerun') state.timers.delete(`rerun:${step.path}`)
  step.duty = null
  state.performing.delete(step)
}

/** Nobody is at work on the attempt now; its task stands. */
export function pauseDuty(state: RunState, step: StepInstance): void {
  if (step.duty === null) return
  step.duty = null
  state.performing.delete(step)
}

/** Ends what a step was doing and frees its slot. */
export function rest(state: RunState, step: StepInstance): void {
  endDuty(state, step)
  vacate(state, step)
}

/** Puts a step (back) into the queue for a slot. */
export function enqueue(state: RunState, step: StepInstance): void {
  step.status = 'queued'
  state.ready.push(step)
}

/** Gives a claimed attempt back: the run no longer starts anything, or not now. */
export function unclaim(state: RunState, step: StepInstance): void {
  vacate(state, step)
  if (step.status === 'queued' && acceptsWork(state, step.scope)) state.ready.push(step)
}
