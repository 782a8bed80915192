import type { FailureReport } from '../port/step-executor.ts'
import { messageOf } from './maybe-async.ts'
import type { Arguments } from './resolve-arguments.ts'
import type { RunDriver } from './run-driver.ts'

/** Waits until fewer runs than allowed hold the workflow's concurrency key; the place is given back when the run is final. */
export async function enterConcurrency(driver: RunDriver, input: Arguments): Promise<FailureReport | undefined> {
  const { plan } = driver.state
  const { concurrency } = plan.options
  if (concurrency === null) return undefined
  const { gates, evaluator } = driver.ports
  if (!gates) return { code: 'NO_GATES', message: 'this host keeps no concurrency keys', retryable: false }
  try {
    const key = await evaluator.evaluate(concurrency.key, input, null)
    const answer = await gates.enter({ kind: 'concurrency', name: `workflow ${plan.name}`, key, owner: driver.runId, settings: { limit: concurrency.limit }, signal: driver.waitingToStart })
    if (answer.kind === 'refused') return answer.error
    if (answer.kind === 'entered') driver.whenFinal = () => answer.leave({ kind: 'dropped' })
    return undefined
  } catch (error) {
    return { code: 'EXPRESSION_ERROR', message: `the concurrency key of "${plan.name}" could not be made: ${messageOf(error)}`, retryable: false }
  }
}
