import type { Row } from '../rows.ts'
import { checkRuns, effects, type Scene } from './scene.ts'

const STEPS = 10
const RUNS = 1000
const AT_ONCE = 50
const PAIRS = 3

/** D2: 1,000 runs of 10 steps, 50 in flight, every step stored before it begins. Beside it raw rows in batches of 50, by turns. */
export async function manyRuns(scene: Scene, add: (row: Row) => void): Promise<void> {
  const host = scene.host()
  const id = await scene.add(effects('d2', STEPS))
  await scene.db.pool.query('CREATE TABLE raw_d2 (run_id text, seq int, at bigint, type text, step text, attempt int, data jsonb, PRIMARY KEY (run_id, seq))')
  const runs = async () => {
    const ids: string[] = []
    const began = performance.now()
    let left = RUNS
    await Promise.all(Array.from({ length: AT_ONCE }, async () => {
      while (left-- > 0) {
        const runId = await host.start({ workflowId: id, input: {} })
        ids.push(runId)
        await host.settled(runId)
      }
    }))
    const perSecond = (RUNS * STEPS * 1000) / (performance.now() - began)
    await checkRuns(scene, ids, STEPS)
    return perSecond
  }
  let batch = 0
  const raw = async () => {
    const began = performance.now()
    for (let n = 0; n < (RUNS * STEPS) / AT_ONCE; n++) {
      const run = `r${batch++}`
      const rows = Array.from({ length: AT_ONCE }, (_, seq) => ({ run_id: run, seq, at: Date.now(), type: 'step.succeeded', step: 's1', attempt: 1, data: { value: 1 } }))
      await scene.db.pool.query('INSERT INTO raw_d2 SELECT * FROM jsonb_to_recordset($1::jsonb) AS r(run_id text, seq int, at bigint, type text, step text, attempt int, data jsonb)', [JSON.stringify(rows)])
    }
    return (RUNS * STEPS * 1000) / (performance.now() - began)
  }
  const pairs: { readonly eddy: number; readonly raw: number }[] = []
  for (let pair = 0; pair < PAIRS; pair++) pairs.push({ eddy: await runs(), raw: await raw() })
  await host.close()
  const [, pair] = pairs.toSorted((a, b) => a.raw / a.eddy - b.raw / b.eddy)
  if (!pair) throw new Error('nothing was measured')
  add({ id: 'D2', title: '1000 × 10 steps with effects, 50 in flight', size: String(RUNS * STEPS), bare: pair.raw, eddy: pair.eddy, ratio: pair.raw / pair.eddy, unit: 'raw rows per step, wall', measured: pair.raw / pair.eddy, gate: 4, stretch: 2, note: `${pair.eddy.toFixed(0)} steps/s beside ${pair.raw.toFixed(0)} raw rows/s in batches of ${AT_ONCE}; a step is three events, and waits for its beginning to be stored` })
}
