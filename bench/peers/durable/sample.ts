// One sample in a process of its own: `sample <contestant> <PostgreSQL's URL>`. Prints a line of JSON.
import { type Open, STEPS } from './contestant.ts'

export interface Sample {
  /** Milliseconds from one step to the next, one chain after the other. */
  readonly alone: number
  /** Microseconds of this process's processor for each of those steps, all of its threads. */
  readonly cpu: number
  /** Steps in a second, many chains at once. */
  readonly together: number
}

const ONE_BY_ONE = 50
const WARM_UP = 100
const TOGETHER = Number(process.env['EDDY_BENCH_RUNS'] ?? 500)
export const AT_ONCE = 50

const OPEN: { readonly [contestant: string]: () => Promise<{ readonly open: Open }> } = {
  raw: () => import('./raw-contestant.ts'),
  eddy: () => import('./eddy-contestant.ts'),
  'eddy on restate': () => import('./restate-contestant.ts'),
  dbos: () => import('./dbos-contestant.ts'),
}

const [name = '', url = ''] = process.argv.slice(2)
const load = OPEN[name]
if (load === undefined) throw new Error(`there is no contestant ${name}; there are ${Object.keys(OPEN).join(', ')}`)
const { run, whole, close } = await (await load()).open(url)

async function many(count: number, atOnce: number): Promise<number> {
  const began = performance.now()
  let left = count
  await Promise.all(Array.from({ length: atOnce }, async () => {
    while (left-- > 0) await run()
  }))
  return performance.now() - began
}

await many(WARM_UP, AT_ONCE)
await many(WARM_UP / 2, 1)
const used = process.cpuUsage()
const alone = (await many(ONE_BY_ONE, 1)) / ONE_BY_ONE / STEPS
const { user, system } = process.cpuUsage(used)
const together = (TOGETHER * STEPS * 1000) / (await many(TOGETHER, AT_ONCE))
const expected = WARM_UP * 1.5 + ONE_BY_ONE + TOGETHER
const found = await whole()
if (found !== expected) throw new Error(`${name}: ${found} of ${expected} chains are whole`)
await close()
const sample: Sample = { alone, cpu: (user + system) / ONE_BY_ONE / STEPS, together }
console.log(JSON.stringify(sample))
process.exit()
