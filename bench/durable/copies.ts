import type { Scene } from './scene.ts'

/** A run that waits for a timer, as it is stored, and so many copies of it that nobody has in hand. Answers with the number of events of each. */
export async function sleepingRuns(scene: Scene, count: number): Promise<number> {
  const { db } = scene
  const host = scene.host()
  const id = await scene.add({ eddy: 1, name: 'sleeps', steps: [{ name: 'a', kind: 'debug' }, { name: 'b', kind: 'debug', waitFor: ['a'] }, { name: 'pause', kind: 'wait.timer', waitFor: ['b'], config: { duration: 'PT5H' } }] })
  const runId = await host.start({ workflowId: id, input: {} })
  const logged = async () => (await db.pool.query<{ events: number; set: number }>("SELECT count(*)::int AS events, count(*) FILTER (WHERE type = 'timer.set')::int AS set FROM run_event WHERE run_id = $1", [runId])).rows[0]
  while ((await logged())?.set !== 1) await new Promise((done) => setTimeout(done, 50))
  await host.close()
  await db.pool.query(`INSERT INTO run (id, workflow_id, workflow_name, definition_hash, content_hash, status, input, steps, started_at, last_seq)
    SELECT 'copy' || lpad(n::text, 8, '0'), workflow_id, workflow_name, definition_hash, content_hash, status, input, steps, started_at, last_seq FROM run, generate_series(1, $2::int) n WHERE id = $1`, [runId, count])
  await db.pool.query(`INSERT INTO run_log SELECT 'copy' || lpad(n::text, 8, '0'), seq, last, events FROM run_log, generate_series(1, $2::int) n WHERE run_id = $1`, [runId, count])
  await db.pool.query("UPDATE run SET status = 'cancelled' WHERE id = $1", [runId])
  await db.pool.query('VACUUM ANALYZE run, run_log')
  return (await logged())?.events ?? 0
}
