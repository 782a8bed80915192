import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunEvent } from '@eddy/engine'
import { blankPGlite } from '../src/db/blank.mjs'
import { migrate, migrationsDir, openDatabase, type Database } from '../src/db/index.ts'
import { migrationNames } from '../src/db/migration-names.ts'
import { EventStore } from '../src/run/event-store.ts'
import type { RunWriter } from '../src/run/run-writer.ts'
import { postgresPrograms, startPostgres, type Postgres } from './postgres.ts'

const BEFORE = migrationNames(migrationsDir).filter((name) => name < '20261122145000')
const programs = postgresPrograms()
if (programs === undefined) console.warn('No PostgreSQL is installed here: how logs are stored there is not tested.')
let postgres: Postgres
beforeAll(async () => {
  if (programs !== undefined) postgres = await startPostgres(programs)
}, 240_000)
afterAll(() => postgres?.close())

/** Text that JSON may have and the database may not, and signs that stand between events. */
const ODD = ['\0', '\ud800', '\u001a0000', '],[', '"}],[{"', '\\', '👩‍👩‍👧‍👦 ä', '\\u0000']
const event = (seq: number, data: object = {}, step = 'a') => ({ seq, at: 1000 + seq, type: 'step.ready', step, data }) as RunEvent
const events = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => event(from + at))
const seqsOf = (found: readonly RunEvent[]) => found.map(({ seq }) => seq)
const count = (to: number) => Array.from({ length: to }, (_, at) => at + 1)

type Open = (only?: ReadonlySet<string>) => Promise<Database>
const embedded: Open = async (only) => openDatabase({ pglite: await blankPGlite(), ...(only && { only }) })
const server: Open = async (only) => openDatabase({ url: await postgres.database(), ...(only && { only }) })
const DATABASES: readonly (readonly [name: string, open: Open])[] = [['embedded', embedded], ...(programs === undefined ? [] : ([['PostgreSQL', server]] as const))]

async function addRun(db: Database, id: string): Promise<void> {
  await db.pool.query("INSERT INTO definition (hash, content) VALUES ('d', '{}') ON CONFLICT DO NOTHING")
  await db.pool.query("INSERT INTO run (id, workflow_name, definition_hash, content_hash, status, input, steps) VALUES ($1, 'w', 'd', 'c', 'running', '{}', 1)", [id])
}

describe.each(DATABASES)('a log on the %s database', (_, open) => {
  let db: Database
  let store: EventStore
  let runs = 0
  beforeAll(async () => {
    db = await open()
    store = new EventStore(db)
  }, 240_000)
  afterAll(async () => {
    await store.drain()
    await db.close()
  })
  const newRun = async (): Promise<RunWriter> => {
    const id = `run${++runs}`
    await addRun(db, id)
    return store.journal(id)
  }
  const append = async (writer: RunWriter, some: readonly RunEvent[]) => {
    writer.append(some)
    await writer.flushed()
  }
  const rowsOf = async ({ runId }: RunWriter) => (await db.pool.query<{ seq: number; last: number }>('SELECT seq, last FROM run_log WHERE run_id = $1 ORDER BY seq', [runId])).rows.map(({ seq, last }) => [seq, last])

  it('has one row for what a run appends in one commit', async () => {
    const [one, two] = [await newRun(), await newRun()]
    // on one lane: what is appended in the same turn goes together
    one.append(events(1, 2))
    two.append(events(1, 1))
    one.append(events(3, 3))
    await Promise.all([one.flushed(), two.flushed()])
    await append(one, events(4, 5))
    expect(await rowsOf(one)).toEqual([[1, 3], [4, 5]])
    expect(await rowsOf(two)).toEqual([[1, 1]])
  })

  it('has each event once when it is told of again in other parts, and what comes after', async () => {
    const writer = await newRun()
    await append(writer, events(1, 5))
    for (const part of [events(1, 5), events(1, 3), events(4, 8), events(2, 2), events(9, 9)]) await append(store.journal(writer.runId), part)
    expect(await store.readStored(writer.runId)).toEqual(events(1, 9))
    expect(await rowsOf(writer)).toEqual([[1, 5], [6, 8], [9, 9]])
    expect(await store.lastSeq(writer.runId)).toBe(9)
  })

  it('has each once when the same comes again with a change of the row of the run', async () => {
    const writer = await newRun()
    for (const part of [events(1, 2), events(1, 3), events(1, 3)]) {
      const again = store.journal(writer.runId)
      // nothing is told of it yet, so its row is written too
      again.state = () => ({ status: 'running', undone: [], left: [], seq: 3, now: 0 }) as never
      await append(again, part)
    }
    expect(seqsOf(await store.readStored(writer.runId))).toEqual([1, 2, 3])
  })

  it('stores nothing of a run that another server has in hand', async () => {
    const writer = await newRun()
    await append(writer, events(1, 2))
    await db.pool.query('UPDATE run SET fence = 1 WHERE id = $1', [writer.runId])
    writer.append(events(3, 4))
    expect(await writer.stored()).toBe(false)
    expect(seqsOf(await store.readStored(writer.runId))).toEqual([1, 2])
  })

  it('is read from any event on, in pages that have no gap, however its rows are', async () => {
    const writer = await newRun()
    const sizes = [1, 3, 199, 200, 201, 700, 1, 1, 2600, 3, 1100]
    let seq = 0
    for (const size of sizes) await append(writer, events(seq + 1, (seq += size)))
    expect((await rowsOf(writer)).every(([first = 0, last = 0]) => last - first < 200)).toBe(true)
    expect(await store.readStored(writer.runId)).toEqual(events(1, seq))
    for (let after = 0; after <= seq; after += 97) {
      const page = seqsOf(await store.read(writer.runId, after))
      expect(page).toEqual(count(after + page.length).slice(after))
      if (page.length < 2000) expect(after + page.length).toBe(seq)
    }
    expect(await store.read(writer.runId, seq)).toEqual([])
    expect(await store.read('no run', 0)).toEqual([])
  })

  it('has any text as it was', async () => {
    const writer = await newRun()
    const odd = ODD.map((text, at) => event(at + 1, { arguments: { [text]: [text] } }, `s${text}`))
    await append(writer, odd)
    expect(await store.readStored(writer.runId)).toEqual(odd)
    expect(await store.read(writer.runId, 3)).toEqual(odd.slice(3))
    expect(await store.readLogs([writer.runId])).toEqual([odd])
    const seen = await db.prisma.runEvent.findMany({ where: { runId: writer.runId }, orderBy: { seq: 'asc' } })
    expect(seen.map(({ data, step }) => [data, step])).toEqual(odd.map(({ data, step }) => [data, step]))
  })

  it('goes with its run', async () => {
    const [gone, stays] = [await newRun(), await newRun()]
    await Promise.all([append(gone, events(1, 2)), append(stays, events(1, 2))])
    await db.prisma.run.delete({ where: { id: gone.runId } })
    expect(await rowsOf(gone)).toEqual([])
    expect(await rowsOf(stays)).toEqual([[1, 2]])
  })

  it('is what it was before its events were put together', async () => {
    const old = await open(new Set(BEFORE))
    try {
      const long = events(1, 250)
      const odd = ODD.map((text, at) => ({ ...event(at + 1, { [text]: [text, { n: 1.5e300, none: null }] }, `s${text}`), attempt: at }))
      const gap = [event(1), event(2), event(5)]
      const none = [{ seq: 1, at: 1_700_000_000_000, type: 'run.started', data: { input: {} } } as never as RunEvent]
      const logs = { long, odd, gap, none }
      for (const [id, log] of Object.entries(logs)) {
        await addRun(old, id)
        await old.pool.query(`INSERT INTO run_event (run_id, seq, at, type, step, attempt, data) SELECT $1, r.* FROM json_to_recordset($2::json) AS r(seq int, at bigint, type text, step text, attempt int, data jsonb)`, [id, JSON.stringify(log)])
      }
      await migrate(old.pool, migrationsDir)
      const migrated = new EventStore(old)
      for (const [id, log] of Object.entries(logs)) {
        expect(await migrated.readStored(id)).toEqual(log)
        expect(await migrated.lastSeq(id)).toBe(log.at(-1)?.seq)
      }
      const writer = migrated.journal('long')
      writer.append(events(251, 252))
      await writer.flushed()
      expect(await migrated.readStored('long')).toEqual(events(1, 252))
    } finally {
      await old.close()
    }
  })
})
