import { decide } from '../decide/decide.ts'
import { acceptsWork } from '../scope/accepts-work.ts'
import { allSteps } from '../state/step-at.ts'
import type { RunState } from '../state/run-state.ts'
import type { StepInstance } from '../state/run-tree.ts'
import type { RunDriver } from './run-driver.ts'
import type { Sleep } from './run-handle.ts'

/** What the run waits for, while it goes forward, has nothing to do, and holds nothing in this process that its log does not (H10). O(live steps). */
export function sleepOf(driver: RunDriver): Sleep | undefined {
  const { state } = driver
  if (!driver.isQuiet || driver.gates.size > 0 || driver.streams.size > 0 || state.plan.options.concurrency !== null) return undefined
  if (!isCalm(state) || decide(state).length > 0) return undefined
  const steps = [...allSteps(state)]
  // who is asked is reminded, and questions are kept beside the run
  if (steps.some((step) => step.claimed || asksPeople(step))) return undefined
  const waits = [...state.waiters].filter(([, waiters]) => waiters.some((step) => step.status === 'waiting' && acceptsWork(state, step.scope))).map(([key]) => key)
  const wakesAt = Math.min(...Array.from(state.timers.values(), ({ dueAt }) => dueAt))
  return waits.length === 0 && state.timers.size + state.offers.size === 0 ? undefined : { wakesAt: state.timers.size === 0 ? null : wakesAt, waits }
}

/** Nothing of it fails, halts or goes back, and nothing is in flight but with workers outside, who are heard of through its log. */
function isCalm({ status, seq, lane, performing, inFlight, offers, rollbacks, failingScopes, lateUndos, halted, haltAsked, inDoubt }: RunState): boolean {
  const forward = status === 'running' && seq > 0 && lane === null && halted.length === 0 && haltAsked === null
  return forward && performing.size === inHand(offers) && inFlight === 0 && rollbacks.size + failingScopes.size + lateUndos.size + inDoubt.size === 0
}

/** How many attempts workers outside have in hand. */
function inHand(offers: RunState['offers']): number {
  let count = 0
  for (const [step, { claim }] of offers) if (claim !== undefined && step.duty === 'run') count++
  return count
}

function asksPeople({ status, plan: { native } }: StepInstance): boolean {
  return status === 'waiting' && (native === 'approval' || native === 'escalate')
}
