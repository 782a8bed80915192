import { CountingExecutor, planOf, resultOf, runPlan } from '../run-eddy.ts'
import { checkSucceeded, type Workload } from '../workload.ts'
import { chainSteps, plusOne } from './chain.ts'

export const e2: Workload = {
  id: 'E2',
  title: 'chain, sync step functions',
  sizes: [1000],
  gate: 8,
  stretch: 3,
  bare(n) {
    const steps = Array.from({ length: n }, () => (x: number): number | Promise<number> => x + 1)
    return async () => {
      let value = 0
      for (const step of steps) value = await step(value)
      return { status: 'succeeded', performed: n, undone: 0, value, ordered: true }
    }
  },
  eddy(n) {
    const planned = planOf(chainSteps(n, 'pure'))
    return async () => {
      const executor = new CountingExecutor((request) => plusOne(request.arguments['x']), false)
      return resultOf((await runPlan(planned, { executor })).result, executor)
    }
  },
  check: (result, n) => checkSucceeded(result, { performed: n, value: n }),
}
