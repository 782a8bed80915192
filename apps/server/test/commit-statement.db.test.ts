import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase, type Database } from '../src/db/index.ts'
import { COMMIT_EVENTS, COMMIT_ONE, LOG_EVENTS } from '../src/run/commit-statement.ts'
import { createWorkflow } from '../src/workflow/create-workflow.ts'
import { postgresPrograms, startPostgres, type Postgres } from './postgres.ts'

const programs = postgresPrograms()
if (programs === undefined) console.warn('No PostgreSQL is installed here: how a commit meets a server that takes a run over is not tested.')

const RUNS = ['one', 'two']

describe.skipIf(programs === undefined)('what is written in one commit, on PostgreSQL', () => {
  let postgres: Postgres
  let db: Database

  beforeAll(async () => {
    postgres = await startPostgres(programs ?? '')
    db = await openDatabase({ url: await postgres.database() })
    const { id } = await createWorkflow(db, { eddy: 1, name: 'committed', steps: [] })
    await db.pool.query("INSERT INTO definition (hash, content) VALUES ('hash', '{}')")
    const insert = "INSERT INTO run (id, workflow_id, workflow_name, definition_hash, content_hash, status, input, steps, fence) SELECT name, $1, 'committed', 'hash', 'hash', 'running', '{}', 0, 1 FROM unnest($2::text[]) name"
    await db.pool.query(insert, [id, RUNS])
  }, 240_000)
  afterAll(async () => {
    await db.close()
    await postgres.close()
  })

  let seq = 0
  const events = (ids: readonly string[]) => JSON.stringify(ids.map((run_id) => ({ run_id, fence: 1, seq, last: seq, events: [{ seq, at: 1, type: 'step.ready', step: 'a', data: {} }] })))
  /** An event of each of the runs, each time others. */
  const ways = {
    log: (ids: readonly string[]) => ({ name: 'log', text: LOG_EVENTS, values: [events(ids)] }),
    commit: (ids: readonly string[]) => ({ name: 'commit', text: COMMIT_EVENTS.text, values: [[...ids], ids.map(() => 1), '[]', events(ids)] }),
  }
  const stored = async () => (await db.pool.query<{ run_id: string }>('SELECT run_id FROM run_event WHERE seq = $1 ORDER BY run_id', [seq])).rows.map(({ run_id }) => run_id)

  for (const [way, statement] of Object.entries(ways)) {
    it(`${way}: a run that is taken over while its row is waited for stores nothing, the others do`, async () => {
      seq++
      const other = await db.pool.connect()
      await other.query('BEGIN')
      await other.query("UPDATE run SET fence = 2 WHERE id = 'one'")
      const written = db.pool.query(statement(RUNS))
      const waits = async () => (await db.pool.query<{ waits: boolean }>("SELECT count(*) > 0 AS waits FROM pg_stat_activity WHERE wait_event_type = 'Lock'")).rows[0]?.waits
      await expect.poll(waits, { timeout: 60_000 }).toBe(true)
      await other.query('COMMIT')
      other.release()
      await written
      expect(await stored()).toEqual(['two'])
      await db.pool.query("UPDATE run SET fence = 1 WHERE id = 'one'")
    })

    it(`${way}: batches of every size go by one plan that is kept`, async () => {
      const client = await db.pool.connect()
      try {
        for (let batch = 0; batch < 40; batch++) {
          seq++
          await client.query({ ...statement(RUNS.slice(0, 1 + (batch % 2))), name: `${way}_plans` })
        }
        const { rows } = await client.query('SELECT custom_plans::int AS anew, generic_plans::int AS kept FROM pg_prepared_statements WHERE name = $1', [`${way}_plans`])
        // the first five are planned anew whatever the statement is
        expect(rows).toEqual([{ anew: 5, kept: 35 }])
      } finally {
        client.release()
      }
    })
  }

  it('the end of a single run is its row and its events, both or neither, by one plan that is kept', async () => {
    const end = (fence: number) => ({ name: 'one', text: COMMIT_ONE.text, values: ['one', fence, JSON.stringify([{ id: 'one', fence: 1, status: 'succeeded', last_seq: seq, ended: 5, value: 7, error: null, undone: 0, left_in_place: 0, fingerprint: null }]), events(['one'])] })
    const row = async () => (await db.pool.query("SELECT status, value, stuck_at FROM run WHERE id = 'one'")).rows
    seq++
    const other = await db.pool.connect()
    await other.query('BEGIN')
    await other.query("UPDATE run SET fence = 2, stuck_at = now() WHERE id = 'one'")
    const written = db.pool.query(end(1))
    await expect.poll(async () => (await db.pool.query<{ waits: boolean }>("SELECT count(*) > 0 AS waits FROM pg_stat_activity WHERE wait_event_type = 'Lock'")).rows[0]?.waits, { timeout: 60_000 }).toBe(true)
    await other.query('COMMIT')
    other.release()
    expect((await written).rows).toEqual([])
    expect(await stored()).toEqual([])
    expect(await row()).toMatchObject([{ status: 'running', value: null }])
    const client = await db.pool.connect()
    try {
      for (let time = 0; time < 20; time++) {
        seq++
        expect((await client.query({ ...end(2), name: 'one_plans' })).rows).toEqual([{ id: 'one', fence: 2, changed: 0, logged: 1 }])
      }
      expect((await client.query('SELECT custom_plans::int AS anew, generic_plans::int AS kept FROM pg_prepared_statements WHERE name = $1', ['one_plans'])).rows).toEqual([{ anew: 5, kept: 15 }])
      // stored and not acknowledged: it comes again, and nothing is there twice
      expect((await client.query(end(2))).rows).toEqual([{ id: 'one', fence: 2, changed: 0, logged: 0 }])
    } finally {
      client.release()
    }
    expect(await stored()).toEqual(['one'])
    expect(await row()).toEqual([{ status: 'succeeded', value: 7, stuck_at: null }])
    await db.pool.query("UPDATE run SET fence = 1, status = 'running' WHERE id = 'one'")
  })

  it('what is said to stand still is left to the statement that says that it goes on', async () => {
    await db.pool.query("UPDATE run SET stuck_at = now(), stuck_reason = 'still' WHERE id = 'one'")
    seq++
    expect((await db.pool.query(ways.log(RUNS))).rowCount).toBe(1)
    expect(await stored()).toEqual(['two'])
    seq++
    await db.pool.query(ways.commit(RUNS))
    expect(await stored()).toEqual(RUNS)
    expect((await db.pool.query("SELECT stuck_at FROM run WHERE id = 'one'")).rows).toEqual([{ stuck_at: null }])
  })
})
