import type { StepRequest } from '@eddy/engine'
import { CountingExecutor, planOf, resultOf, runPlan } from '../run-eddy.ts'
import { checkSucceeded, type Workload } from '../workload.ts'
import { type Dag, dagSteps, lastValue, node, randomDag } from './dag.ts'

export const e4: Workload = {
  id: 'E4',
  title: 'layered random DAG × 3 deps',
  sizes: [1000, 50_000],
  gate: 8,
  stretch: 4,
  bare(n) {
    const dag = randomDag(n)
    return async () => ({ status: 'succeeded', performed: n, undone: 0, value: await bareDag(dag), ordered: true })
  },
  eddy(n) {
    const planned = planOf(dagSteps(randomDag(n)))
    return async () => {
      const executor = new CountingExecutor(dagWork, true)
      return resultOf((await runPlan(planned, { executor })).result, executor)
    }
  },
  check: (result, n) => checkSucceeded(result, { performed: n, value: lastValue(randomDag(n)) }),
}

export function dagWork({ arguments: { a, b, c } }: StepRequest): number {
  return node(Number(a ?? 0), Number(b ?? 0), Number(c ?? 0))
}

/** Layer by layer, all nodes of a layer at once. */
export async function bareDag({ dependencies, layers }: Dag): Promise<number> {
  const values: number[] = []
  const step = async (i: number) => {
    const [a, b, c] = dependencies[i]!
    values[i] = node(values[a ?? -1] ?? 0, values[b ?? -1] ?? 0, values[c ?? -1] ?? 0)
  }
  for (const layer of layers) await Promise.all(layer.map(step))
  return values.at(-1) ?? 0
}
