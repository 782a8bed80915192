// Cold: `cold-sample <module to import> eddy|bare`, in a fresh process that has imported nothing of the engine.
import { pathToFileURL } from 'node:url'

export interface Cold {
  /** Milliseconds of wall time, and of user CPU. */
  readonly importMs: number
  readonly importCpuMs: number
  /** Megabytes. */
  readonly importRss: number
  readonly planMs: number
  readonly runMs: number
  readonly runCpuMs: number
}

const STEPS = 1000
const MB = 1024 * 1024

async function cold(file: string, side: string): Promise<Cold> {
  const rss = process.memoryUsage().rss
  const [module, imported] = await timed(() => import(pathToFileURL(file).href) as Promise<typeof import('./cold-engine.ts')>)
  const importRss = (process.memoryUsage().rss - rss) / MB
  const [program, planned] = await timed(() => (side === 'bare' ? bareChain() : eddyChain(module)))
  const [value, run] = await timed(program)
  if (value !== STEPS) throw new Error(`the first run gave ${String(value)}`)
  return { importMs: imported.wall, importCpuMs: imported.cpu, importRss, planMs: planned.wall, runMs: run.wall, runCpuMs: run.cpu }
}

async function timed<T>(act: () => T | Promise<T>): Promise<readonly [T, { readonly wall: number; readonly cpu: number }]> {
  const cpu = process.cpuUsage().user
  const began = performance.now()
  const value = await act()
  return [value, { wall: performance.now() - began, cpu: (process.cpuUsage().user - cpu) / 1000 }]
}

function bareChain(): () => Promise<number> {
  const steps = Array.from({ length: STEPS }, () => async (x: number) => x + 1)
  return async () => {
    let value = 0
    for (const step of steps) value = await step(value)
    return value
  }
}

function eddyChain({ memoryPorts, plan, startRun }: typeof import('./cold-engine.ts')): () => Promise<unknown> {
  const contract = { kind: 'pure', title: 'pure', summary: '', docs: '', icon: 'box', group: 'action', effects: [], idempotent: true, examples: [], fake: () => null, config: undefined as never } as const
  const steps = Array.from({ length: STEPS }, (_, i) => ({ name: `s${i}`, kind: 'pure', ...(i === 0 ? {} : { arguments: [{ name: 'x', from: { result: `s${i - 1}` } }] }) }))
  const planned = plan({ eddy: 1, name: 'cold', steps }, { catalog: { get: () => contract } })
  return async () => {
    const executor = { execute: ({ arguments: { x } }: { readonly arguments: { readonly [name: string]: unknown } }) => Promise.resolve({ kind: 'ok', value: Number(x ?? 0) + 1 } as const) }
    const run = startRun({ runId: 'cold', plan: planned, input: {}, ports: memoryPorts({ executor, evaluator: { evaluate: () => null } }) })
    return (await run.settled()).value
  }
}

const [file, side] = process.argv.slice(2)
if (file !== undefined && side !== undefined) console.log(JSON.stringify(await cold(file, side)))
