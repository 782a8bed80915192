import type { Row } from '../rows.ts'
import { checkRuns, effects, type Scene } from './scene.ts'

const STEPS = 10
const RUNS = 20
const PAIRS = 5

/** D1: one run after the other; each step is stored before it begins. Beside it one commit of one row after the other, by turns. */
export async function oneInFlight(scene: Scene, add: (row: Row) => void): Promise<void> {
  const host = scene.host()
  const id = await scene.add(effects('d1', STEPS))
  await scene.db.pool.query('CREATE TABLE raw_d1 (n int, data jsonb)')
  const ids: string[] = []
  const runs = async () => {
    const used = process.cpuUsage()
    const began = performance.now()
    for (let n = 0; n < RUNS; n++) {
      const runId = await host.start({ workflowId: id, input: {} })
      ids.push(runId)
      await host.settled(runId)
    }
    return { ms: (performance.now() - began) / (RUNS * STEPS), cpu: process.cpuUsage(used).user / (RUNS * STEPS) }
  }
  const raw = async () => {
    const used = process.cpuUsage()
    const began = performance.now()
    for (let n = 0; n < RUNS * STEPS; n++) await scene.db.pool.query('INSERT INTO raw_d1 VALUES ($1, $2)', [n, '{"value": 1}'])
    return { raw: (performance.now() - began) / (RUNS * STEPS), rawCpu: process.cpuUsage(used).user / (RUNS * STEPS) }
  }
  await runs()
  const pairs: { readonly ms: number; readonly cpu: number; readonly raw: number; readonly rawCpu: number }[] = []
  for (let pair = 0; pair < PAIRS; pair++) pairs.push({ ...(await runs()), ...(await raw()) })
  await checkRuns(scene, ids, STEPS)
  await host.close()
  const { ms, cpu, raw: bare, rawCpu } = middle(pairs, (pair) => pair.ms / pair.raw)
  add({ id: 'D1', title: '10 steps with effects, one in flight', size: `${RUNS} runs`, bare: bare * 1000, eddy: ms * 1000, ratio: ms / bare, unit: '× a raw commit, wall, per step', measured: ms / bare, gate: 1.3, stretch: 1.1, note: `starting the run included; ${cpu.toFixed(0)} µs user CPU per step, a raw commit ${rawCpu.toFixed(0)}` })
}

function middle<T>(items: readonly T[], by: (item: T) => number): T {
  const item = items.toSorted((a, b) => by(a) - by(b))[Math.floor(items.length / 2)]
  if (item === undefined) throw new Error('nothing was measured')
  return item
}
