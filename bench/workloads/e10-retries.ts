import type { Outcome, Plan, StepRequest } from '@eddy/engine'
import type { Step } from '@eddy/workflow'
import { CountingExecutor, planOf, resultOf, runPlan } from '../run-eddy.ts'
import { checkSucceeded, expectSame, type Program, type Workload } from '../workload.ts'
import { dagSteps, isLeaf, lastValue, randomDag } from './dag.ts'
import { dagWork } from './e4-dag.ts'

const FAILURES = 2
const BACKOFF_MS = 200
const PATIENT: Partial<Step> = { timeout: 'PT1M', retry: { max: FAILURES, backoff: { initial: `PT${BACKOFF_MS / 1000}S`, factor: 1 } } }

/**
 * E4's graph with a timeout on every step, and a tenth of the nodes failing twice before they succeed. A failing node is one that
 * nothing waits for, so that all of them wait for their retry at the same time: n / 10 timers alive. The clock is the real one;
 * waiting costs wall time, not CPU. The reference is the same graph by the engine: no failures, no retries, no timeouts. It pauses as
 * long before it begins, since a process that has slept finds its caches cold and pays half as much again for the same work; the
 * variant without pauses says how much.
 */
export const e10: Workload = {
  id: 'E10',
  title: 'DAG, 10 % failing twice, backoff, timeouts',
  sizes: [10_000],
  gate: 2,
  stretch: 1.3,
  reference: 'the same by Eddy after as long a pause, no failures',
  bare: (n) => leafyDag(n, {}, pause),
  eddy(n) {
    const planned = leafyPlan(n, PATIENT)
    return async () => {
      const executor = new Flaky(n)
      const { result } = await runPlan(planned, { executor })
      expectSame('attempts', result.stats.attempts, n + (n / 10) * FAILURES)
      return resultOf(result, executor)
    }
  },
  check(result, n) {
    const retries = result.performed === n ? 0 : (n / 10) * FAILURES
    checkSucceeded(result, { performed: n + retries, value: lastValue(randomDag(n, true)) })
  },
  variants: {
    'timeouts and retries declared, no failure': { program: (n) => leafyDag(n, PATIENT, pause) },
    'the reference without pauses': { program: (n) => leafyDag(n, {}) },
  },
}

const pause = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, FAILURES * BACKOFF_MS))

function leafyPlan(n: number, more: Partial<Step>): Plan {
  return planOf(dagSteps(randomDag(n, true), (index) => (isLeaf(index) ? { ...more, config: { leaf: index } } : more)))
}

function leafyDag(n: number, more: Partial<Step>, before?: () => Promise<unknown>): Program {
  const planned = leafyPlan(n, more)
  return async () => {
    await before?.()
    const executor = new CountingExecutor(dagWork, true)
    return resultOf((await runPlan(planned, { executor })).result, executor)
  }
}

class Flaky extends CountingExecutor {
  /** Calls of each node. */
  readonly #calls: Uint8Array

  constructor(n: number) {
    super(dagWork, true)
    this.#calls = new Uint8Array(n)
  }

  override execute(request: StepRequest): Outcome | Promise<Outcome> {
    const leaf = request.step.config?.['leaf']
    if (leaf === undefined || this.#isWillingNow(Number(leaf))) return super.execute(request)
    this.performed++
    return Promise.resolve({ kind: 'fail', error: { code: 'BENCH', message: 'not yet' } })
  }

  #isWillingNow(leaf: number): boolean {
    const calls = (this.#calls[leaf] ?? 0) + 1
    this.#calls[leaf] = calls
    return calls > FAILURES
  }
}
