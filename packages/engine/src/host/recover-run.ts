import { must } from '../error/engine-error.ts'
import { allSteps } from '../state/step-at.ts'
import type { RunState } from '../state/run-state.ts'
import { isFinal } from '../state/run-state.ts'
import type { StepInstance } from '../state/run-tree.ts'
import { enterConcurrency } from './run-concurrency.ts'
import { RunControl } from './run-control.ts'
import { RunDriver } from './run-driver.ts'
import type { RecoverRun, RunHandle } from './run-handle.ts'
import { stepContext } from './performance.ts'

/**
 * Takes up a run where its log ends. Attempts in flight are in doubt (H5); compensations, checks and undos that had begun
 * are begun again (U9); timers keep their times, streams go on behind what the log holds, gates are entered again.
 */
export const recoverRun: RecoverRun = ({ events, from, ...options }): RunHandle => {
  const driver = new RunDriver(options, from)
  driver.replay(events)
  const { state } = driver
  state.tasks.clear()
  state.reruns.clear()
  for (const timer of state.timers.values()) state.tasks.push(timer)
  // all of it before anything is recorded: what begins from then on has its task, and its gates, already
  if (!isFinal(state.status)) takeUpContainers(driver)
  const performing = Array.from(state.performing)
  for (const step of performing) takeUp(driver, step)
  for (const step of performing) if (!state.offers.has(step) && isCall(step)) driver.act(() => interrupt(driver, step))
  for (const step of allSteps(state)) if (step.status === 'straggler' && !state.offers.has(step)) driver.act(() => interrupt(driver, step))
  driver.pump()
  return new RunControl(driver)
}

function takeUp({ state }: RunDriver, step: StepInstance): void {
  const offer = state.offers.get(step)
  // a worker outside has not died with the host
  if (offer?.outcome) return state.tasks.push({ kind: 'settle', step })
  if (offer) return undefined
  switch (step.duty) {
    case 'check':
    case 'undo':
    case 'next':
      return state.tasks.push({ kind: step.duty, step })
    case 'judge':
      return state.tasks.push({ kind: 'judge', step, error: must(step.error, 'the error of a failing step') })
    case 'compensate':
      return compensateAgain(state, step)
    case 'run':
    case 'rerun':
    case null:
      return undefined
  }
}

/** Of an attempt, or of a handler: what it was asked to put right may be in doubt. */
function isCall(step: StepInstance): boolean {
  return isAttempt(step) || step.duty === 'compensate'
}

function isAttempt({ duty }: StepInstance): boolean {
  return duty === 'run' || duty === 'rerun'
}

/** What follows from the log comes first; by then the step may have become a straggler, of which nothing is known either. */
function interrupt(driver: RunDriver, step: StepInstance): void {
  // one that had failed already, and whose handler was asked, is known to have failed
  const straggling = step.status === 'straggler' && (step.error === undefined || driver.state.inDoubt.has(step))
  if (isAttempt(step) || straggling) driver.record('step.interrupted', { cause: 'crash' }, step)
}

function compensateAgain(state: RunState, step: StepInstance): void {
  const handler = must(step.plan.step.compensate, 'the handler of a compensating step')
  state.tasks.push({ kind: 'compensate', step, handler, error: must(step.error, 'the error of a failing step') })
}

/** Streams that were being read, and gates that were held: their owner is known, so they open at once. */
function takeUpContainers(driver: RunDriver): void {
  const { state, ports, gates } = driver
  void enterConcurrency(driver, state.input)
  for (const step of allSteps(state)) {
    if (step.status !== 'running') continue
    if (step.container?.stream?.pulling) state.tasks.push({ kind: 'pull', step })
    if (step.plan.gates.length === 0) continue
    const context = stepContext(driver.runId, step, { attempt: step.attempt, retries: step.retries })
    gates.enter({ step, values: step.arguments ?? {}, context, ports }).then(() => gates.leaveEnded(), (error: unknown) => driver.crash(error))
  }
}
