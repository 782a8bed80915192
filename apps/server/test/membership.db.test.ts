import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Membership } from '../src/cluster/membership.ts'
import { openDatabase, type Database } from '../src/db/index.ts'
import { postgresPrograms, startPostgres, type Postgres } from './postgres.ts'

const programs = postgresPrograms()

describe.skipIf(programs === undefined)('the lease of a server', () => {
  let postgres: Postgres
  let url: string
  let db: Database

  beforeAll(async () => {
    postgres = await startPostgres(programs ?? '')
    url = await postgres.database()
    db = await openDatabase({ url })
  }, 240_000)
  afterAll(async () => {
    await db.close()
    await postgres.close()
  })

  /** Until it has been renewed so often, going by what others see. */
  async function renewed(id: string, times: number, eyes: Pick<pg.Client, 'query'> = db.pool as never): Promise<void> {
    const seen = new Set<string>()
    const look = async () => {
      const { rows } = await eyes.query<{ until: string; holds: boolean }>('SELECT expires_at::text AS until, expires_at > now() AS holds FROM server WHERE id = $1', [id])
      seen.add(rows[0]?.until ?? '')
      expect(rows[0]?.holds).toBe(true)
      return seen.size
    }
    await expect.poll(look, { interval: 50, timeout: 30_000 }).toBeGreaterThan(times)
  }

  it('is renewed while what follows from a renewal still runs', async () => {
    let done = () => {}
    let acts = 0
    const acting = new Promise<void>((resolve) => (done = resolve))
    const membership = new Membership({ db, engine: 'embedded', version: '1.0.0', leaseMs: 4000, onBeat: () => (acts++, acting) })
    await membership.join()
    await renewed(membership.id, 4)
    expect(acts).toBe(1)
    done()
    await expect.poll(() => acts, { timeout: 30_000 }).toBeGreaterThan(1)
    await membership.leave()
  }, 120_000)

  it('is renewed although the disk takes nothing: what waits for the disk waits, and the others see the server alive', async () => {
    const membership = new Membership({ db, engine: 'embedded', version: '1.0.0', leaseMs: 4000, onBeat: () => Promise.resolve() })
    await membership.join()
    const administrator = new pg.Client({ connectionString: url })
    await administrator.connect()
    // as slow as can be: whoever waits for the disk waits for a copy too that nobody makes
    const slow = async (copies: string) => {
      await administrator.query('SET synchronous_commit = off')
      await administrator.query(`ALTER SYSTEM SET synchronous_standby_names = '${copies}'`)
      await administrator.query('SELECT pg_reload_conf()')
    }
    let written = true
    let writing: Promise<unknown> = Promise.resolve()
    try {
      await slow('nobody')
      // the settings of a session say nothing of whether commits wait yet
      await expect.poll(async () => {
        if (written) {
          written = false
          writing = db.pool.query("INSERT INTO server (id, name, expires_at) VALUES (gen_random_uuid(), 'x', now())").then(() => (written = true))
        }
        return (await administrator.query("SELECT FROM pg_stat_activity WHERE wait_event = 'SyncRep' AND query LIKE 'INSERT INTO server%'")).rowCount
      }, { timeout: 30_000 }).toBeGreaterThan(0)
      await renewed(membership.id, 4)
      expect(written).toBe(false)
      await slow('')
      await writing
    } finally {
      await slow('')
      await administrator.end()
      await membership.leave()
    }
  }, 120_000)

  it('is renewed although all connections are taken, and others wait for one', async () => {
    const membership = new Membership({ db, engine: 'embedded', version: '1.0.0', leaseMs: 4000, onBeat: () => Promise.resolve() })
    await membership.join()
    const observer = new pg.Client({ connectionString: url })
    await observer.connect()
    await observer.query('SELECT pg_advisory_lock(34)')
    const waiting = Array.from({ length: 40 }, () => db.pool.query('SELECT pg_advisory_lock_shared(34), pg_advisory_unlock_shared(34)'))
    try {
      await expect.poll(() => db.pool.waitingCount).toBeGreaterThan(0)
      await renewed(membership.id, 4, observer)
    } finally {
      await observer.query('SELECT pg_advisory_unlock_all()')
      await Promise.all(waiting)
      await observer.end()
      await membership.leave()
    }
  }, 120_000)
})
