import { CountingExecutor, planOf, runPlan } from '../run-eddy.ts'
import { checkSucceeded, type Workload } from '../workload.ts'
import { chainSteps, plusOne } from './chain.ts'

const CHAIN = 10
const AT_ONCE = 50

/** n is the number of steps: n / 10 runs of a chain of 10, 50 runs at once. */
export const e8: Workload = {
  id: 'E8',
  title: '1000 runs × 10 steps, 50 at once',
  sizes: [10_000],
  gate: 12,
  stretch: 5,
  bare(n) {
    const steps = Array.from({ length: CHAIN }, () => async (x: number) => x + 1)
    return async () => {
      const value = await atOnce(n / CHAIN, async () => {
        let x = 0
        for (const step of steps) x = await step(x)
        return x
      })
      return { status: 'succeeded', performed: n, undone: 0, value, ordered: true }
    }
  },
  eddy(n) {
    const planned = planOf(chainSteps(CHAIN, 'pure'))
    return async () => {
      const executor = new CountingExecutor((request) => plusOne(request.arguments['x']), true)
      const value = await atOnce(n / CHAIN, async () => {
        const { result } = await runPlan(planned, { executor })
        return result.status === 'succeeded' ? Number(result.value) : Number.NaN
      })
      return { status: 'succeeded', performed: executor.performed, undone: executor.undone, value, ordered: true }
    }
  },
  check: (result, n) => checkSucceeded(result, { performed: n, value: n }),
}

/** The sum of what the runs give. */
async function atOnce(runs: number, run: () => Promise<number>): Promise<number> {
  let left = runs
  let total = 0
  const worker = async () => {
    while (left > 0) {
      left--
      const value = await run()
      total += value
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return total
}
