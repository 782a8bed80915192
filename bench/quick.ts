// For CI: whether results are right and growth is sane. Says nothing of speed. All in one process, few runs.
import { exponent } from './growth.ts'
import { figure } from './rows.ts'
import type { Program, Workload } from './workload.ts'
import { bareStream, checkStream, eddyStream, WINDOW } from './workloads/e6-stream.ts'
import { workloadOf, workloads } from './workloads/index.ts'

/** An exponent that no noise explains: quadratic is 2. */
const SANE = 1.4
const SMALL = 1000
const SIZES = [300, 3000, 30_000] as const
const GROWING = ['E1', 'E3', 'E4', 'E5', 'E7'] as const

const wrong: string[] = []
for (const workload of workloads) {
  await attempt(`${workload.id} ${workload.title}`, () => right(workload, (n) => workload.eddy(n)))
  for (const [name, { program }] of Object.entries(workload.variants ?? {})) await attempt(`${workload.id} ${name}`, () => right(workload, program))
}
for (const side of ['bare', 'passing', 'kept'] as const) await attempt(`E6 map over an async iterator, ${side}`, () => streamed(side))
for (const id of GROWING) await attempt(`E14 growth of ${id}`, () => saneGrowth(workloadOf(id)))
if (wrong.length > 0) process.exitCode = 1

async function attempt(what: string, act: () => Promise<string>): Promise<void> {
  try {
    console.log(`${what.padEnd(56)} ${await act()}`)
  } catch (error) {
    wrong.push(what)
    console.log(`${what.padEnd(56)} WRONG: ${error instanceof Error ? error.message : String(error)}`)
  }
}

async function right(workload: Workload, program: (n: number) => Program): Promise<string> {
  workload.check(await workload.bare(SMALL)(), SMALL)
  workload.check(await program(SMALL)(), SMALL)
  return 'right'
}

async function streamed(side: 'bare' | 'passing' | 'kept'): Promise<string> {
  const result = side === 'bare' ? await bareStream(SMALL) : await eddyStream(SMALL, side)
  checkStream(result, SMALL)
  if (result.ahead > WINDOW) throw new Error(`${result.ahead} elements were pulled ahead, more than the window of ${WINDOW}`)
  return `right, at most ${result.ahead} pulled ahead`
}

async function saneGrowth(workload: Workload): Promise<string> {
  for (let i = 0; i < 20; i++) await workload.eddy(SIZES[0])()
  const costs: number[] = []
  for (const size of SIZES) costs.push(await perStep(workload, size))
  const found = exponent(SIZES, costs)
  if (found > SANE) throw new Error(`exponent ${found.toFixed(2)}, more than ${SANE}`)
  return `exponent ${found.toFixed(2)} (µs/step ${costs.map(figure).join(', ')})`
}

/** As many steps at each size. */
async function perStep(workload: Workload, size: number): Promise<number> {
  const program = workload.eddy(size)
  const runs = Math.ceil(60_000 / size)
  const began = process.cpuUsage().user
  for (let i = 0; i < runs; i++) workload.check(await program(), size)
  return (process.cpuUsage().user - began) / runs / size
}
