import { CountingExecutor, names, planOf, resultOf, runPlan } from '../run-eddy.ts'
import { checkSucceeded, type Program, type Workload } from '../workload.ts'
import { chainSteps, plusOne } from './chain.ts'

/** Each step takes what the one before gave: the value at the end says that all ran, in order. */
export const e1: Workload = {
  id: 'E1',
  title: 'chain, async no-op',
  sizes: [1000, 100_000],
  gate: 10,
  stretch: 5,
  bare(n) {
    const steps = Array.from({ length: n }, () => async (x: number) => x + 1)
    return async () => {
      let value = 0
      for (const step of steps) value = await step(value)
      return { status: 'succeeded', performed: n, undone: 0, value, ordered: true }
    }
  },
  eddy(n) {
    const planned = planOf(chainSteps(n, 'pure'))
    return async () => {
      const executor = new CountingExecutor((request) => plusOne(request.arguments['x']), true)
      return resultOf((await runPlan(planned, { executor })).result, executor)
    }
  },
  check: (result, n) => checkSucceeded(result, { performed: n, value: n }),
  variants: { 'order only (waitFor), no values': { program: waitForChain } },
}

function waitForChain(n: number): Program {
  const all = names(n)
  const planned = planOf(all.map((name, i) => ({ name, kind: 'pure', ...(i === 0 ? {} : { waitFor: [all[i - 1]!] }) })))
  return async () => {
    let next = 0
    const executor = new CountingExecutor((request) => (request.step.name === all[next] ? ++next : -1), true)
    return resultOf((await runPlan(planned, { executor })).result, executor)
  }
}
