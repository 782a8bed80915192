import { must } from '../error/engine-error.ts'
import { fact } from '../state/due.ts'
import type { RunState } from '../state/run-state.ts'
import type { StepInstance } from '../state/step-instance.ts'
import { RunDriver } from './run-driver.ts'
import type { RecoverRun, RunHandle } from './run-handle.ts'

/**
 * Takes up a run where its log ends. Attempts in flight are in doubt (H5); compensations, checks and undos that had begun
 * are begun again (U9); timers keep their times.
 */
export const recoverRun: RecoverRun = ({ events, ...options }): RunHandle => {
  const driver = new RunDriver(options)
  driver.replay(events)
  const { state } = driver
  state.tasks.clear()
  for (const timer of state.timers.values()) state.tasks.push({ kind: 'wait', timer })
  const performing = Array.from(state.performing)
  for (const step of performing) takeUp(driver, step)
  driver.pump()
  return driver
}

function takeUp(driver: RunDriver, step: StepInstance): void {
  const { state } = driver
  switch (step.duty) {
    case 'run':
    case 'rerun':
      return driver.act(() => driver.feed(fact('step.interrupted', { cause: 'crash' }, step)))
    case 'check':
    case 'undo':
      return state.tasks.push({ kind: step.duty, step })
    case 'judge':
      return state.tasks.push({ kind: 'judge', step, error: must(step.error, 'the error of a failing step') })
    case 'compensate':
      return compensateAgain(state, step)
    default:
      return undefined
  }
}

function compensateAgain(state: RunState, step: StepInstance): void {
  const handler = must(step.plan.step.compensate, 'the handler of a compensating step')
  state.tasks.push({ kind: 'compensate', step, handler, error: must(step.error, 'the error of a failing step') })
}
