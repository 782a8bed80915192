import type { StepRequest } from '@eddy/engine'
import type { Step } from '@eddy/workflow'
import { CountingExecutor, from, names, planOf, resultOf, runPlan } from '../run-eddy.ts'
import { checkSucceeded, type Workload } from '../workload.ts'

/** n steps that need nothing, then one that takes the results of all. */
export const e3: Workload = {
  id: 'E3',
  title: 'fan → collect',
  sizes: [1000, 100_000],
  gate: 10,
  stretch: 6,
  bare(n) {
    const steps = Array.from({ length: n }, (_, i) => async () => i)
    return async () => {
      const values = await Promise.all(steps.map((step) => step()))
      return { status: 'succeeded', performed: n + 1, undone: 0, value: sum(values), ordered: true }
    }
  },
  eddy(n) {
    const all = names(n)
    const planned = planOf(fanSteps(n))
    return async () => {
      let next = 0
      const work = (request: StepRequest) => (request.step.name === 'collect' ? sumOf(request.arguments, all) : next++)
      const executor = new CountingExecutor(work, true)
      return resultOf((await runPlan(planned, { executor })).result, executor)
    }
  },
  check: (result, n) => checkSucceeded(result, { performed: n + 1, value: (n * (n - 1)) / 2 }),
}

export function fanSteps(n: number): readonly Step[] {
  const all = names(n)
  return [...all.map((name) => ({ name, kind: 'pure' })), { name: 'collect', kind: 'pure', arguments: all.map((name) => from(name, name)) }]
}

function sum(values: readonly unknown[]): number {
  let total = 0
  for (const value of values) total += Number(value)
  return total
}

/** By name: listing the values of a large object costs more than the step. */
function sumOf(values: StepRequest['arguments'], all: readonly string[]): number {
  let total = 0
  for (const name of all) total += Number(values[name])
  return total
}
