import type { Row } from '../rows.ts'
import { sleepingRuns } from './copies.ts'
import type { Scene } from './scene.ts'

const RUNS = 10_000
const PAIRS = 3

/** D4: 10,000 runs in flight are taken up by a server that starts. Beside it: reading the same rows in their order, and parsing them. */
export async function recovery(scene: Scene, add: (row: Row) => void): Promise<void> {
  const events = RUNS * (await sleepingRuns(scene, RUNS))
  const pairs: { readonly eddy: number; readonly cpu: number; readonly raw: number }[] = []
  for (let pair = 0; pair < PAIRS; pair++) {
    await scene.db.pool.query("UPDATE run SET owner_id = NULL WHERE status = 'running'")
    const host = scene.host()
    const used = process.cpuUsage()
    const began = performance.now()
    const count = await host.recover()
    const eddy = performance.now() - began
    const cpu = process.cpuUsage(used).user / 1000
    if (count !== RUNS) throw new Error(`${count} of ${RUNS} runs were taken up`)
    // each is in memory and waits for its timer: told to end, it ends
    await host.cancel('copy00000001', false)
    await scene.db.pool.query("UPDATE run SET status = 'running', ended_at = NULL WHERE id = 'copy00000001'")
    await scene.db.pool.query("DELETE FROM run_log WHERE run_id = 'copy00000001' AND seq > $1", [events / RUNS])
    await host.close()
    pairs.push({ eddy, cpu, raw: await read(scene) })
  }
  const [, pair] = pairs.toSorted((a, b) => a.eddy - b.eddy)
  if (!pair) throw new Error('nothing was measured')
  add({ id: 'D4', title: 'restart with 10,000 runs in flight, to all runnable', size: `${events} events`, bare: pair.raw, eddy: pair.eddy, ratio: pair.eddy / pair.raw, unit: 'ms', measured: pair.eddy, gate: 2000, stretch: 500, note: `${((events / pair.eddy) * 1000).toFixed(0)} events/s, ${pair.cpu.toFixed(0)} ms of this process's processor; best ${Math.min(...pairs.map(({ eddy }) => eddy)).toFixed(0)} ms; raw: the same rows read and parsed` })
}

async function read({ db }: Scene): Promise<number> {
  const began = performance.now()
  const { rows } = await db.pool.query<{ events: string }>("SELECT string_agg(events::text, ',' ORDER BY seq) AS events FROM run_log GROUP BY run_id")
  for (const { events } of rows) JSON.parse(`[${events}]`)
  return performance.now() - began
}
