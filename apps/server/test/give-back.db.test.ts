import { lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { openDatabase, type Database } from '../src/db/index.ts'
import { CleanUp } from '../src/storage/clean-up.ts'
import { saveRetention } from '../src/storage/retention.ts'
import { postgresPrograms, startPostgres } from './postgres.ts'

const dir = mkdtempSync(join(tmpdir(), 'eddy-give-back-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const programs = postgresPrograms()
const RUNS = 1200

/** Bytes of all files below. */
function folderSize(path: string): number {
  return readdirSync(path, { withFileTypes: true, recursive: true }).reduce((sum, entry) => (entry.isFile() ? sum + (lstatSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0) : sum), 0)
}

/** Runs that ended long ago, and as many of today between them, with logs and values that do not compress. */
async function fill({ pool }: Database): Promise<void> {
  await pool.query("INSERT INTO definition (hash, content, created_at) VALUES ('d', '{}', '2020-01-01')")
  await pool.query(`INSERT INTO run (id, workflow_name, definition_hash, content_hash, status, input, steps, started_at, ended_at)
    SELECT 'run' || n, 'w', 'd', 'c', 'succeeded', '{}', 1, now(), CASE WHEN n % 8 = 0 THEN now() ELSE now() - interval '99 days' END FROM generate_series(1, ${RUNS}) n`)
  const noise = (times: number) => `(SELECT string_agg(md5(random()::text || m), '') FROM generate_series(1, ${times}) m)`
  await pool.query(`INSERT INTO run_log (run_id, seq, last, events) SELECT 'run' || n, s, s, json_build_array(json_build_object('seq', s, 'at', 0, 'type', 'step.ready', 'data', json_build_object('x', ${noise(8)}))) FROM generate_series(1, ${RUNS}) n, generate_series(1, 12) s`)
  await pool.query(`INSERT INTO value_blob (hash, bytes, value, created_at) SELECT 'v' || n, 30000, to_jsonb(${noise(900)}), '2020-01-01' FROM generate_series(1, ${RUNS}) n`)
  await pool.query(`INSERT INTO value_use (hash, run_id) SELECT 'v' || n, 'run' || n FROM generate_series(1, ${RUNS}) n`)
}

async function measure(db: Database, size: () => Promise<number>, compact: boolean): Promise<{ readonly full: number; readonly after: number; readonly kept: number }> {
  await saveRetention(db, { days: 30, failedDays: 30 })
  await fill(db)
  await db.pool.query('CHECKPOINT')
  const full = await size()
  const cleanUp = new CleanUp(db)
  const { runs, values } = await cleanUp.run({ compact })
  await cleanUp.close()
  expect([runs, values]).toEqual([(RUNS * 7) / 8, (RUNS * 7) / 8])
  return { full, after: await size(), kept: await db.prisma.run.count() }
}

describe('what pruning gives back', () => {
  it('the folder of the embedded database shrinks by itself', async () => {
    const db = await openDatabase({ dir })
    const { full, after, kept } = await measure(db, async () => folderSize(join(dir, 'pg', 'base')), false)
    console.info(`embedded: ${kept} of ${RUNS} runs kept; the tables' files went from ${full} to ${after} bytes, the whole folder is ${folderSize(dir)}`)
    expect(kept).toBe(RUNS / 8)
    expect(after).toBeLessThan(full / 2)
    await db.close()
  })

  it.skipIf(programs === undefined)('a PostgreSQL server gives it back when it is asked to, and uses it again otherwise', async () => {
    const postgres = await startPostgres(programs ?? '')
    try {
      const db = await openDatabase({ url: await postgres.database() })
      const bytes = async () => Number((await db.pool.query<{ size: string }>('SELECT pg_database_size(current_database()) AS size')).rows[0]?.size)
      const { full, after } = await measure(db, bytes, true)
      console.info(`PostgreSQL: from ${full} to ${after} bytes`)
      expect(after).toBeLessThan(full / 2)
      await db.close()
    } finally {
      await postgres.close()
    }
  })
})
