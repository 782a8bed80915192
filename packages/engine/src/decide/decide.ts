import { isForward, type RunState, type Task } from '../state/run-state.ts'
import { hasFreeSlot, occupy } from '../state/slots.ts'
import type { StepInstance } from '../state/run-tree.ts'
import { fact, type Fact } from '../state/fact.ts'
import { runError } from '../error/engine-error.ts'

/** What a host has to do next: record facts, or perform a task and record what comes of it. */
export type Command = { readonly kind: 'record'; readonly facts: readonly Fact[] } | { readonly kind: 'perform'; readonly task: Task }

/** Facts recorded at a time: a fan-out of 100,000 steps does not copy 100,000 facts for each. */
const BATCH = 512

/**
 * What to do in this state, in order:
 * 1. record what follows from the log;
 * 2. take up performances that wait for a host;
 * 3. start the next ready step, when a slot is free.
 * Pure; empty when everything waits for something outside. After each command the state has changed: ask again. O(log ready).
 */
export function decide(state: RunState): readonly Command[] {
  if (!state.due.isEmpty) return [{ kind: 'record', facts: state.due.front(BATCH) }]
  const task = state.tasks.peek()
  if (task !== undefined) return [{ kind: 'perform', task }]
  const step = nextStep(state)
  if (step === undefined) return []
  if (hasTooMany(state)) return [{ kind: 'record', facts: [tooManySteps(state, step)] }]
  return [{ kind: 'perform', task: { kind: 'attempt', step } }]
}

export function nextStep(state: RunState): StepInstance | undefined {
  if (!isForward(state) || state.syncInFlight) return undefined
  const step = state.ready.peek()
  if (step === undefined || step.plan.native !== null) return step
  return hasFreeSlot(state, step) ? step : undefined
}

export function hasTooMany(state: RunState): boolean {
  return state.attempts >= state.plan.options.maxSteps
}

export function tooManySteps(state: RunState, step: StepInstance): Fact {
  const { maxSteps } = state.plan.options
  const error = runError({ code: 'MAX_STEPS_EXCEEDED', message: `the run has started ${maxSteps} attempts, its limit (options.maxSteps)`, retryable: false }, { step: step.path })
  return fact('step.failed', state.inDoubt.has(step) ? { error, inDoubt: true } : { error }, step)
}

/** A host takes up a task: it will not be given again. Not part of the log; after a crash the tasks come again. */
export function claim(state: RunState, task: Task): void {
  if (state.tasks.peek() === task) state.tasks.shift()
  if (task.kind === 'attempt') claimAttempt(state, task.step)
}

/** A host takes up the next ready step. */
export function claimAttempt(state: RunState, step: StepInstance): void {
  if (step.duty === 'rerun') return
  step.claimed = true
  occupy(state, step)
}
