// One sample, in a process of its own: `sample <workload> <side> <size>`. Prints a line of JSON.
import type { Program, Workload } from './workload.ts'
import { workloadOf } from './workloads/index.ts'

export interface Sample {
  /** Microseconds of user CPU per step, median of the batches. */
  readonly cpu: number
  /** Microseconds of wall time per step. */
  readonly wall: number
  readonly runs: number
}

/** Microseconds of user CPU that make a batch long enough for the process clock. */
const BATCH = 60_000
const BATCHES = 7
/** A large run is measured fewer times, a small one warmed up longer. */
const LONG = 400_000
const VERY_LONG = 2_000_000
const WARM_UP = 400_000
const MAX_WARM_UPS = 20_000
const WARM_UP_SIZE = 10_000
/** Milliseconds of wall time after which a warm-up ends, however little CPU it took: runs that wait for timers. */
const PATIENCE = 4000

const userCpu = () => process.cpuUsage().user

/** `bare`, `eddy`, or the name of a variant. */
function programOf(workload: Workload, side: string, n: number): Program {
  if (side === 'bare') return workload.bare(n)
  if (side === 'eddy') return workload.eddy(n)
  const variant = workload.variants?.[side]
  if (!variant) throw new Error(`${workload.id} has no side "${side}"`)
  return variant.program(n)
}

/** Answers microseconds per step, roughly: the clock of one short run may stand still. */
async function warmUp(workload: Workload, side: string, n: number): Promise<number> {
  const small = Math.min(n, WARM_UP_SIZE)
  const program = programOf(workload, side, small)
  const began = userCpu()
  const until = performance.now() + PATIENCE
  let i = 0
  for (; i < MAX_WARM_UPS && (i < 2 || (userCpu() - began < WARM_UP && performance.now() < until)); i++) {
    const result = await program()
    if (i < 2) workload.check(result, small)
  }
  return (userCpu() - began) / i / small
}

async function measure(workload: Workload, side: string, n: number): Promise<Sample> {
  const rough = await warmUp(workload, side, n)
  const program = programOf(workload, side, n)
  const probe = userCpu()
  workload.check(await program(), n)
  // the clock of the process goes by ticks of some milliseconds: one short run says nothing
  const once = Math.max(1, rough * n, n > WARM_UP_SIZE ? userCpu() - probe : 0)
  const runs = Math.max(1, Math.round(BATCH / once))
  const batches = once > VERY_LONG ? 1 : once > LONG ? 3 : BATCHES
  const cpu: number[] = []
  const wall: number[] = []
  for (let batch = 0; batch < batches; batch++) {
    const beganCpu = userCpu()
    const beganWall = performance.now()
    let result = await program()
    for (let i = 1; i < runs; i++) result = await program()
    cpu.push((userCpu() - beganCpu) / runs / n)
    wall.push(((performance.now() - beganWall) * 1000) / runs / n)
    workload.check(result, n)
  }
  return { cpu: middle(cpu), wall: middle(wall), runs: runs * batches }
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

const [id, side, size] = process.argv.slice(2)
if (id !== undefined && side !== undefined) console.log(JSON.stringify(await measure(workloadOf(id), side, Number(size))))
