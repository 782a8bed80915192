import type { Row } from '../rows.ts'
import { checkRuns, effects, type Scene } from './scene.ts'

const STEPS = 10
const RUNS = 50
const PAIRS = 5
/** Of both, before what is measured: a server has served before, and what V8 has not compiled yet costs three times as much. */
const WARM_UP = 3

/** µs that PostgreSQL waits before each sync, of a raw commit too: the bar is from a disk that takes 1.2 ms to sync, and ones of today take 0.1. */
const WAIT = 1000

/** D1: one run after the other; each step is stored before it begins. Beside it one commit of one row after the other, by turns. */
export async function oneInFlight(scene: Scene, add: (row: Row) => void): Promise<void> {
  const { pool } = scene.db
  const host = scene.host()
  const id = await scene.add(effects('d1', STEPS))
  await pool.query('CREATE TABLE raw_d1 (n int, data jsonb)')
  const own = await measure(scene, host, id)
  await pool.query('ALTER SYSTEM SET commit_siblings = 0')
  await pool.query(`ALTER SYSTEM SET commit_delay = ${WAIT}`)
  await pool.query('SELECT pg_reload_conf()')
  const slow = await measure(scene, host, id)
  await host.close()
  const rowOf = (title: string, { ms, cpu, raw, rawCpu }: Figures): Row => ({
    id: 'D1', title, size: `${RUNS} runs`, bare: raw * 1000, eddy: ms * 1000, ratio: ms / raw, unit: '× a raw commit, wall, per step', measured: ms / raw, gate: null, stretch: null,
    note: `starting the run included, warm; ${cpu.toFixed(0)} µs user CPU per step, a raw commit ${rawCpu.toFixed(0)}`,
  })
  add({ ...rowOf('10 steps with effects, one in flight; each commit waits a millisecond longer, as on the disk of the design', slow), gate: 1.3, stretch: 1.1 })
  add({ id: 'D1', title: '– processor, without that wait', size: `${RUNS} runs`, bare: own.rawCpu, eddy: own.cpu, ratio: own.cpu / own.rawCpu, unit: 'µs user CPU per step', measured: own.cpu, gate: 100, stretch: 60, note: 'warm, starting the run included; bare: a raw commit' })
  add(rowOf('– wall time, without that wait: no bar, ADR 29', own))
}

/** Of a step, and of a raw commit: ms of wall time, µs of this process's processor. */
interface Figures {
  readonly ms: number
  readonly cpu: number
  readonly raw: number
  readonly rawCpu: number
}

async function measure(scene: Scene, host: ReturnType<Scene['host']>, workflowId: string): Promise<Figures> {
  const ids: string[] = []
  const runs = () => timed(async () => {
    for (let n = 0; n < RUNS; n++) {
      const runId = await host.start({ workflowId, input: {} })
      ids.push(runId)
      await host.settled(runId)
    }
  })
  const raw = () => timed(async () => {
    for (let n = 0; n < RUNS * STEPS; n++) await scene.db.pool.query('INSERT INTO raw_d1 VALUES ($1, $2)', [n, '{"value": 1}'])
  })
  for (let turn = 0; turn < WARM_UP; turn++) {
    await runs()
    await raw()
  }
  const pairs: Figures[] = []
  for (let pair = 0; pair < PAIRS; pair++) {
    const ours = await runs()
    const bare = await raw()
    pairs.push({ ...ours, raw: bare.ms, rawCpu: bare.cpu })
  }
  await checkRuns(scene, ids, STEPS)
  const { ms, raw: bareMs } = middle(pairs, (pair) => pair.ms / pair.raw)
  // of all pairs: the clock of the process goes by ticks of some milliseconds
  return { ms, raw: bareMs, cpu: mean(pairs.map(({ cpu }) => cpu)), rawCpu: mean(pairs.map(({ rawCpu }) => rawCpu)) }
}

/** What each of the steps took. */
async function timed(work: () => Promise<void>): Promise<{ readonly ms: number; readonly cpu: number }> {
  const used = process.cpuUsage()
  const began = performance.now()
  await work()
  return { ms: (performance.now() - began) / (RUNS * STEPS), cpu: process.cpuUsage(used).user / (RUNS * STEPS) }
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, n) => sum + n, 0) / numbers.length
}

function middle<T>(items: readonly T[], by: (item: T) => number): T {
  const item = items.toSorted((a, b) => by(a) - by(b))[Math.floor(items.length / 2)]
  if (item === undefined) throw new Error('nothing was measured')
  return item
}
