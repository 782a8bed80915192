import { CountingExecutor, planOf, runPlan } from './run-eddy.ts'
import { dagSteps, randomDag } from './workloads/dag.ts'
import { dagWork } from './workloads/e4-dag.ts'
const planned = planOf(dagSteps(randomDag(10000)))
const cpu: Record<string, number[]> = { none: [], hook: [], mw: [] }
let seen = 0
for (let i = 0; i < 60; i++) for (const kind of ['none', 'hook', 'mw'] as const) {
  const executor = new CountingExecutor(dagWork, true)
  const more = kind === 'hook' ? { onEvents: (e: readonly unknown[]) => void (seen += e.length) } : kind === 'mw' ? { middleware: [{ name: 'watch', event: () => { seen++ } }] } : {}
  const before = process.cpuUsage()
  await runPlan(planned, { executor, ...more } as never)
  cpu[kind]!.push(process.cpuUsage(before).user / 10000)
}
const med = (l: number[]) => l.slice(10).sort((a, b) => a - b)[(l.length - 10) >> 1]!
console.log(Object.fromEntries(Object.entries(cpu).map(([k, l]) => [k, med(l)])))
