import { setTimeout as sleep } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { Row } from '../rows.ts'
import { percentile } from '../server/percentile.ts'
import { sleepingRuns } from './copies.ts'
import type { Scene } from './scene.ts'

const RUNS = Number(process.env['EDDY_BENCH_SLEEPING'] ?? 100_000)
const WAKING = 500
const IDLE_MS = 20_000
/** The first are read three seconds before they are due. */
const BEFORE_WAKING_MS = 6000

/** What made the runs that are measured must not be in the figure, nor be given back while they are; what comes of them is collected when Node finds time, as in a server. */
function collect(): void {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
}

/** D8: runs that sleep: what each holds in memory, and how late they wake. */
export async function sleeping(scene: Scene, add: (row: Row) => void): Promise<void> {
  await sleepingRuns(scene, RUNS)
  // some wake soon, one after the other
  const first = Date.now() + 90_000
  await scene.db.pool.query("UPDATE run_log SET events = regexp_replace(events::text, '\"dueAt\":[0-9]+', '\"dueAt\":' || $1::bigint + 20 * substr(run_id, 5)::int)::json WHERE run_id LIKE 'copy%' AND substr(run_id, 5)::int <= $2", [first, WAKING])
  collect()
  await sleep(IDLE_MS)
  const { rss: before, heapUsed: heapBefore } = process.memoryUsage()
  const host = scene.host()
  const began = performance.now()
  const count = await host.recover()
  const seconds = (performance.now() - began) / 1000
  if (count !== RUNS) throw new Error(`${count} of ${RUNS} runs were taken up`)
  const each = () => (process.memoryUsage().rss - before) / RUNS
  await sleep(1000)
  const atFirst = each()
  // what was read is let go of at once, and given back to the machine when the collector finds time, some ten seconds later; what sleeps stays
  await sleep(Math.max(0, first - BEFORE_WAKING_MS - Date.now()))
  const held = each()
  const heap = (process.memoryUsage().heapUsed - heapBefore) / RUNS
  await sleep(Math.max(0, first + 20 * WAKING + 5000 - Date.now()))
  const { rows } = await scene.db.pool.query<{ late: number }>(`
    SELECT (f.at - (SELECT (s.data->>'dueAt')::bigint FROM run_event s WHERE s.run_id = f.run_id AND s.type = 'timer.set'))::float8 AS late FROM run_event f WHERE f.type = 'timer.fired' AND f.run_id LIKE 'copy%'`)
  if (rows.length !== WAKING) throw new Error(`${rows.length} of ${WAKING} runs woke up`)
  await host.close()
  const late = rows.map((row) => row.late)
  const size = RUNS.toLocaleString('en')
  add({ id: 'D8', title: 'sleeping runs: memory', size, bare: null, eddy: held, ratio: null, unit: 'bytes RSS each', measured: held, gate: 1024, stretch: 200, note: `${heap.toFixed(0)} bytes of the heap each; a second after they were taken up, in ${seconds.toFixed(1)} s, ${atFirst.toFixed(0)} bytes RSS` })
  add({ id: 'D8', title: '– how late they wake', size: String(WAKING), bare: null, eddy: percentile(late, 0.99), ratio: null, unit: 'ms p99', measured: percentile(late, 0.99), gate: 50, stretch: null, note: `p50 ${percentile(late, 0.5).toFixed(0)} ms, as the event says` })
}
