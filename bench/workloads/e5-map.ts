import { CountingExecutor, planOf, resultOf, runPlan } from '../run-eddy.ts'
import { checkSucceeded, type Workload } from '../workload.ts'

const IN_FLIGHT = 16

export const e5: Workload = {
  id: 'E5',
  title: 'map, 16 in flight, ordered',
  sizes: [10_000, 1_000_000],
  gate: 10,
  stretch: 5,
  bare(n) {
    const source = Array.from({ length: n }, (_, i) => i)
    return async () => {
      const results = await bareMap(source, async (x) => x + 1)
      return { status: 'succeeded', performed: n, undone: 0, value: results.length, ordered: isOrdered(results) }
    }
  },
  eddy(n) {
    const source = Array.from({ length: n }, (_, i) => i)
    const body = { name: 'e', kind: 'pure', arguments: [{ name: 'x', from: { element: 'm' } }] }
    const planned = planOf([{ name: 'm', kind: 'map', config: { concurrency: IN_FLIGHT, ordered: true }, arguments: [{ name: 'source', from: { value: source } }], steps: [body] }])
    return async () => {
      const executor = new CountingExecutor((request) => Number(request.arguments['x']) + 1, true)
      const { result } = await runPlan(planned, { executor })
      const results = Array.isArray(result.value) ? result.value : []
      return { ...resultOf(result, executor), value: results.length, ordered: isOrdered(results) }
    }
  },
  check: (result, n) => checkSucceeded(result, { performed: n, value: n }),
}

async function bareMap(source: readonly number[], step: (x: number) => Promise<number>): Promise<readonly number[]> {
  const results = source.slice()
  let next = 0
  const worker = async () => {
    while (next < source.length) {
      const at = next++
      results[at] = await step(source[at]!)
    }
  }
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker))
  return results
}

/** Element i has given i + 1. Both sides pay for this look. */
function isOrdered(results: readonly unknown[]): boolean {
  for (let i = 0; i < results.length; i++) if (results[i] !== i + 1) return false
  return true
}
