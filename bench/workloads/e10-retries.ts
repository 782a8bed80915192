import type { Outcome, StepRequest } from '@eddy/engine'
import type { Step } from '@eddy/workflow'
import { CountingExecutor, planOf, resultOf, runPlan } from '../run-eddy.ts'
import { checkSucceeded, expectSame, type Program, type Workload } from '../workload.ts'
import { dagSteps, isLeaf, lastValue, randomDag } from './dag.ts'
import { dagWork } from './e4-dag.ts'

const FAILURES = 2
const PATIENT: Partial<Step> = { timeout: 'PT1M', retry: { max: FAILURES, backoff: { initial: 'PT0.2S', factor: 1 } } }

/**
 * E4's graph with a timeout on every step, and a tenth of the nodes failing twice before they succeed. A failing node is one that
 * nothing waits for, so that all of them wait for their retry at the same time: n / 10 timers alive. The clock is the real one;
 * waiting costs wall time, not CPU. The reference is the same graph by the engine: no failures, no retries, no timeouts.
 */
export const e10: Workload = {
  id: 'E10',
  title: 'DAG, 10 % failing twice, backoff, timeouts',
  sizes: [10_000],
  gate: 2,
  stretch: 1.3,
  reference: 'the same by Eddy, no failures',
  bare: (n) => leafyDag(n, {}),
  eddy(n) {
    const planned = planOf(dagSteps(randomDag(n, true), () => PATIENT))
    return async () => {
      const executor = new Flaky()
      const { result } = await runPlan(planned, { executor })
      expectSame('attempts', result.stats.attempts, n + (n / 10) * FAILURES)
      return resultOf(result, executor)
    }
  },
  check(result, n) {
    const retries = result.performed === n ? 0 : (n / 10) * FAILURES
    checkSucceeded(result, { performed: n + retries, value: lastValue(randomDag(n, true)) })
  },
  variants: { 'timeouts and retries declared, no failure': { program: (n) => leafyDag(n, PATIENT) } },
}

function leafyDag(n: number, more: Partial<Step>): Program {
  const planned = planOf(dagSteps(randomDag(n, true), () => more))
  return async () => {
    const executor = new CountingExecutor(dagWork, true)
    return resultOf((await runPlan(planned, { executor })).result, executor)
  }
}

class Flaky extends CountingExecutor {
  constructor() {
    super(dagWork, true)
  }

  override execute(request: StepRequest): Outcome | Promise<Outcome> {
    if (!isLeaf(Number(request.step.name.slice(1))) || request.context.attempt > FAILURES) return super.execute(request)
    this.performed++
    return Promise.resolve({ kind: 'fail', error: { code: 'BENCH', message: 'not yet' } })
  }
}
