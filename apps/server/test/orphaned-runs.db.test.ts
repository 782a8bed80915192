import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ANY_ORPHAN, RunLeases, UNFINISHED } from '../src/cluster/run-leases.ts'
import { openDatabase, type Database } from '../src/db/index.ts'
import { createWorkflow } from '../src/workflow/create-workflow.ts'
import { postgresPrograms, startPostgres, type Postgres } from './postgres.ts'

const programs = postgresPrograms()
if (programs === undefined) console.warn('No PostgreSQL is installed here: how runs without an owner are found is not tested.')

/** Of a plan as it went. */
interface Node {
  readonly 'Actual Rows': number
  readonly 'Actual Loops': number
  readonly Plans?: readonly Node[]
}

describe.skipIf(programs === undefined)('runs whose owner lives no more, on PostgreSQL', () => {
  let postgres: Postgres
  let db: Database
  let leases: RunLeases
  const OWN = 20_000

  beforeAll(async () => {
    postgres = await startPostgres(programs ?? '')
    db = await openDatabase({ url: await postgres.database() })
    leases = new RunLeases(db, 'here')
    const { id } = await createWorkflow(db, { eddy: 1, name: 'owned', steps: [] })
    await db.pool.query("INSERT INTO definition (hash, content) VALUES ('hash', '{}')")
    await db.pool.query("INSERT INTO server (id, name, expires_at) VALUES ('here', '', now() + interval '1 hour'), ('alive', '', now() + interval '1 hour'), ('dead', '', now() - interval '1 minute')")
    const insert = "INSERT INTO run (id, workflow_id, workflow_name, definition_hash, content_hash, status, input, steps, fence, owner_id) SELECT $2 || n, $1, 'owned', 'hash', 'hash', $3, '{}', 0, 1, $4 FROM generate_series(1, $5::int) n"
    await db.pool.query(insert, [id, 'own', 'running', 'here', OWN])
    await db.pool.query(insert, [id, 'theirs', 'halting', 'alive', 100])
    await db.pool.query(insert, [id, 'over', 'succeeded', 'dead', 100])
    await db.pool.query('VACUUM ANALYZE')
  }, 240_000)
  afterAll(async () => {
    await db.close()
    await postgres.close()
  })

  it('are looked for in a few steps, however many runs there are', async () => {
    expect(await leases.takeOrphans(10)).toEqual([])
    const { rows } = await db.pool.query<{ 'QUERY PLAN': readonly { readonly Plan: Node }[] }>(`EXPLAIN (ANALYZE, FORMAT JSON) ${ANY_ORPHAN}`, ['here', UNFINISHED])
    const most = (node: Node | undefined): number => (node ? Math.max(node['Actual Rows'] * node['Actual Loops'], ...(node.Plans ?? []).map(most)) : Number.NaN)
    expect(most(rows[0]?.['QUERY PLAN'][0]?.Plan)).toBeLessThan(100)
  })

  it.each([['nobody', null], ['a server that has died', 'dead'], ['a server that is forgotten', 'gone'], ['one that comes before all others', 'aaa']])('are found: of %s', async (_, owner) => {
    for (const status of UNFINISHED) {
      await db.pool.query("UPDATE run SET owner_id = $1, status = $2 WHERE id = 'theirs7'", [owner, status])
      expect((await leases.takeOrphans(10)).map(({ runId }) => runId)).toEqual(['theirs7'])
      expect(await leases.takeOrphans(10)).toEqual([])
    }
    await db.pool.query("UPDATE run SET owner_id = 'alive' WHERE id = 'theirs7'")
  })

  it('are left to a server of the engine that drove them, where one is there or comes, and taken by any other once it is gone', async () => {
    await db.pool.query("UPDATE server SET engine = CASE id WHEN 'here' THEN 'restate 2' ELSE 'restate 1' END")
    await db.pool.query("UPDATE run SET owner_id = 'dead', status = 'running' WHERE id = 'theirs7'")
    const heir = new RunLeases(db, 'alive')
    expect([await leases.takeOrphans(10), await leases.take('theirs7')]).toEqual([[], undefined])
    expect((await heir.takeOrphans(10)).map(({ runId }) => runId)).toEqual(['theirs7'])
    await db.pool.query("UPDATE run SET owner_id = 'dead' WHERE id = 'theirs7'")
    await db.pool.query("UPDATE server SET engine = 'restate 3' WHERE id = 'alive'")
    expect((await leases.takeOrphans(10)).map(({ runId }) => runId)).toEqual(['theirs7'])
    // one that is at rest goes to whoever asks
    await db.pool.query("UPDATE server SET engine = 'restate 1' WHERE id = 'alive'")
    await db.pool.query("UPDATE run SET owner_id = 'dead', status = 'halted' WHERE id = 'theirs7'")
    expect(await leases.take('theirs7')).toBeGreaterThan(0)
  })
})
