import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { databaseTrouble } from '../src/db/database-trouble.ts'
import { openDatabase, type Database } from '../src/db/index.ts'
import { putDatabase } from './migrated.ts'

describe('an embedded database that panics, since it cannot write its log', () => {
  const dir = mkdtempSync(join(tmpdir(), 'eddy-panic-'))
  // what it makes a new segment of its log in: the number is that of every process within PGlite
  const inTheWay = join(dir, 'pg', 'pg_wal', 'xlogtemp.42')
  let db: Database

  beforeAll(async () => {
    vi.spyOn(console, 'error').mockReturnValue()
    await putDatabase(dir)
    db = await openDatabase({ dir })
    await db.pool.query('CREATE TABLE kept (n int PRIMARY KEY)')
  })
  afterAll(async () => {
    await db.close()
    rmSync(dir, { recursive: true, force: true })
    vi.restoreAllMocks()
  })

  const put = (n: number) => db.pool.query({ name: 'put', text: 'INSERT INTO kept VALUES ($1)', values: [n] })
  const kept = async () => (await db.pool.query<{ n: number }>('SELECT n FROM kept ORDER BY n')).rows.map(({ n }) => n)
  /** Until the log needs a segment that cannot be made. */
  const fillLog = async (ask: (sql: string) => Promise<unknown>) => {
    for (let times = 0; times < 20; times++) await ask("SELECT pg_logical_emit_message(false, 'fill', repeat('x', 8000000))")
  }

  it('says so to whoever asks, and goes on by itself with all that was committed', async () => {
    await put(1)
    mkdirSync(inTheWay)
    const first = await fillLog((sql) => db.pool.query(sql)).catch((error: unknown) => error)
    expect(databaseTrouble(first)?.code).toBe('DATABASE_AWAY')
    expect(databaseTrouble(await put(2).catch((error: unknown) => error))?.code).toBe('DATABASE_AWAY')
    expect(databaseTrouble(await db.prisma.workflow.count().catch((error: unknown) => error))?.code).toBe('DATABASE_AWAY')
    rmSync(inTheWay, { recursive: true })
    await expect.poll(() => put(3).then(() => true, () => false), { timeout: 60_000 }).toBe(true)
    await put(4)
    expect(await db.prisma.workflow.count()).toBe(0)
    expect(await kept()).toEqual([1, 3, 4])
  }, 120_000)

  it('and does nothing of a transaction outside of it', async () => {
    const client = await db.pool.connect()
    await client.query('BEGIN')
    await client.query('INSERT INTO kept VALUES (10)')
    mkdirSync(inTheWay)
    await expect(fillLog((sql) => client.query(sql))).rejects.toThrow()
    rmSync(inTheWay, { recursive: true })
    // long enough for it to be back
    await expect.poll(() => vi.mocked(console.error).mock.calls.filter(([line]) => String(line).includes('has been opened anew')).length, { timeout: 60_000 }).toBe(2)
    await expect(client.query('INSERT INTO kept VALUES (11)')).rejects.toThrow('the transaction has ended')
    await client.query('ROLLBACK')
    client.release()
    expect(await kept()).toEqual([1, 3, 4])
  }, 120_000)
})
