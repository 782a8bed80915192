import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { createTRPCClient, httpLink, TRPCClientError } from '@trpc/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEvaluator, createExecutor } from '@eddy/steps/run'
import { databaseTrouble } from '../src/db/database-trouble.ts'
import { openDatabase, type Database } from '../src/db/index.ts'
import { Readiness, type Ready } from '../src/health/readiness.ts'
import { buildApp } from '../src/http/app.ts'
import { RunHost } from '../src/run/run-host.ts'
import { createSteadyClock } from '../src/run/steady-clock.ts'
import type { AppRouter } from '../src/trpc/root.ts'
import { createWorkflow } from '../src/workflow/create-workflow.ts'
import { postgresPrograms, startPostgres, type Postgres } from './postgres.ts'

const programs = postgresPrograms()
const HOUR = 3_600_000
const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** A way to a database that can drop all that is sent on it, as a network does that is cut in two: nothing ends, and nothing comes. */
async function openWay(to: URL) {
  const sockets = new Set<Socket>()
  const way = { silent: false, url: '', close: () => (server.close(), sockets.forEach((socket) => socket.destroy())) }
  const server = createServer((near) => {
    const far = connect(Number(to.port), to.hostname)
    let lost = false
    const pass = (from: Socket, other: Socket) => {
      sockets.add(from)
      from.on('error', () => undefined).on('close', () => other.destroy()).on('data', (data) => {
        // what was cut is not made up for, whatever comes later
        lost ||= way.silent
        if (!lost) other.write(data)
      })
    }
    pass(near, far)
    pass(far, near)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  way.url = Object.assign(new URL(to.href), { port: String((server.address() as AddressInfo).port) }).href
  return way
}

describe.skipIf(programs === undefined)('when the database is in trouble', () => {
  let postgres: Postgres
  let db: Database
  let runs: RunHost
  let app: Awaited<ReturnType<typeof buildApp>>
  /** How far off the injected clock is. */
  let off = 0
  const clock = createSteadyClock({ wall: () => Date.now() + off, watchMs: 100 })

  beforeAll(async () => {
    postgres = await startPostgres(programs ?? '')
    db = await openDatabase({ url: await postgres.database() })
    runs = new RunHost({ db, executor: createExecutor({}), evaluator: createEvaluator(), clock })
    const readiness = new Readiness({ db, dataDir: tmpdir(), minFreeBytes: 0, trouble: () => runs.store.trouble })
    app = await buildApp({ db, runs, readiness, demoUrl: null, allowedHosts: [] }, { host: '127.0.0.1', origins: [] })
    await app.listen({ port: 0, host: '127.0.0.1' })
    await runs.recover()
  }, 240_000)
  afterAll(async () => {
    await app.close()
    await runs.close()
    await db.close()
    await postgres.close()
  })

  const api = () => createTRPCClient<AppRouter>({ links: [httpLink({ url: `${app.listeningOrigin}/trpc` })] })
  const code = (name: string, more: object = {}) => ({ name, kind: 'code', config: { source: 'return 1' }, ...more })
  const pausing = [code('a'), { name: 'pause', kind: 'wait.timer', waitFor: ['a'], config: { duration: 'PT1S' } }, code('b', { waitFor: ['pause'] })]
  let made = 0
  const begin = async (steps: readonly object[], count: number) => {
    const { id } = await createWorkflow(db, { eddy: 1, name: `trouble_${++made}`, steps } as never)
    return Promise.all(Array.from({ length: count }, () => runs.start({ workflowId: id, input: {} })))
  }
  const ended = (ids: readonly string[]) => expect.poll(() => db.prisma.run.count({ where: { id: { in: [...ids] }, status: 'succeeded' } }).catch(() => -1), { timeout: 60_000 }).toBe(ids.length)
  const whole = async (ids: readonly string[]) => {
    for (const id of ids) {
      const events = await runs.store.readStored(id)
      expect(events.map(({ seq }) => seq)).toEqual(events.map((_, at) => at + 1))
      expect(events.filter(({ type }) => type === 'step.succeeded')).toHaveLength(3)
    }
  }
  const refusal = async (call: Promise<unknown>) => {
    const error = await call.then(() => undefined, (reason: unknown) => reason)
    return error instanceof TRPCClientError ? { status: error.data?.httpStatus, ...error.data?.eddy } : error
  }

  it('that has gone away: requests are told so in a sentence, and runs go on by themselves when it is back', async () => {
    const ids = await begin(pausing, 20)
    await postgres.kill()
    expect(await refusal(api().run.get.query({ runId: ids[0] ?? '' }))).toMatchObject({ status: 503, code: 'DATABASE_AWAY', message: expect.stringMatching(/^The database does not answer at the moment\. Runs under way wait/) })
    expect(await refusal(api().run.start.mutate({ workflowId: 'any', input: {} }))).toMatchObject({ code: 'DATABASE_AWAY' })
    const http = await app.inject({ method: 'GET', url: '/api/v1/runs', headers: { host: '127.0.0.1' } })
    expect([http.statusCode, http.json().code]).toEqual([503, 'DATABASE_AWAY'])
    // their timers are over meanwhile
    await sleep(1500)
    expect(await refusal(api().system.health.query())).toMatchObject({ code: 'DATABASE_AWAY' })
    await postgres.start()
    await ended(ids)
    await whole(ids)
    expect(await api().system.health.query()).toMatchObject({ ok: true })
  })

  it('whose connections are all cut: nobody notices but for the time it takes', async () => {
    const ids = await begin(pausing, 20)
    for (let cut = 0; cut < 4; cut++) {
      await sleep(300)
      await db.pool.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()').catch(() => undefined)
    }
    await ended(ids)
    await whole(ids)
  })

  it('that says nothing any more: who waits for it is told, who asks then is told at once, who listens hears of it, and it is asked again', async () => {
    const way = await openWay(new URL(await postgres.database()))
    const own = await openDatabase({ url: way.url })
    try {
      const listening = await own.pool.connect()
      await listening.query('LISTEN eddy')
      const ended = new Promise<void>((resolve) => void listening.once('end', resolve))
      way.silent = true
      const asked = performance.now()
      const trouble = (query: Promise<unknown>) => query.then(() => undefined, (error: unknown) => databaseTrouble(error)?.code)
      expect(await trouble(own.prisma.workflow.count())).toBe('DATABASE_AWAY')
      const first = performance.now() - asked
      await ended
      listening.release(true)
      const again = performance.now()
      expect(await Promise.all([trouble(own.prisma.workflow.count()), trouble(own.pool.query('SELECT 1'))])).toEqual(['DATABASE_AWAY', 'DATABASE_AWAY'])
      expect((performance.now() - again) * 4).toBeLessThan(first)
      way.silent = false
      await expect.poll(() => own.prisma.workflow.count().catch(() => -1), { timeout: 60_000 }).toBe(0)
    } finally {
      await own.close()
      way.close()
    }
  }, 120_000)

  const ready = async () => {
    const answer = await app.inject({ method: 'GET', url: '/ready' })
    return [answer.statusCode, (answer.json() as Ready).checks.filter(({ ok }) => !ok).map(({ detail }) => detail)]
  }

  it('that has no room left: nothing is begun that could not be stored, and all goes on once there is room', async () => {
    const ids = await begin(pausing, 5)
    // it refuses each write as a full disk does
    await db.pool.query(`CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$`)
    for (const table of ['run_log', 'run']) await db.pool.query(`CREATE TRIGGER no_room BEFORE INSERT ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION no_room()`)
    const { id } = await createWorkflow(db, { eddy: 1, name: 'no_room', steps: [code('a')] } as never)
    expect(await refusal(api().run.start.mutate({ workflowId: id, input: {} }))).toMatchObject({ status: 503, code: 'DISK_FULL', message: expect.stringContaining('no room left') })
    await expect.poll(() => refusal(api().system.health.query()), { timeout: 60_000 }).toMatchObject({ code: 'DISK_FULL' })
    expect(await ready()).toEqual([503, [expect.stringContaining('no room left')]])
    await sleep(1500)
    expect(await db.prisma.run.count({ where: { id: { in: [...ids] }, status: 'succeeded' } })).toBe(0)
    for (const table of ['run_log', 'run']) await db.pool.query(`DROP TRIGGER no_room ON ${table}`)
    await ended(ids)
    await whole(ids)
    await expect.poll(() => refusal(api().system.health.query())).toBeUndefined()
    expect(await ready()).toEqual([200, []])
  })

  it('whose connection breaks between two uses: whoever uses it next is told, and the server stays', async () => {
    const client = await db.pool.connect()
    expect(client.listenerCount('error')).toBe(1)
    expect(() => client.emit('error', new Error('terminating connection due to administrator command'))).not.toThrow()
    client.release(true)
    expect(await db.prisma.run.count()).toBeGreaterThanOrEqual(0)
  })

  it('that is slow: what comes meanwhile is stored together', async () => {
    await db.pool.query('CREATE TABLE commits (at timestamptz)')
    await db.pool.query(`CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO commits VALUES (now()); PERFORM pg_sleep(0.3); RETURN NULL; END $$`)
    await db.pool.query('CREATE TRIGGER slow AFTER INSERT ON run_log FOR EACH STATEMENT EXECUTE FUNCTION slow()')
    const ids = await begin([code('a'), code('b', { waitFor: ['a'] }), code('c', { waitFor: ['b'] })], 30)
    await ended(ids)
    await whole(ids)
    const { rows } = await db.pool.query<{ commits: number; events: number }>('SELECT (SELECT count(*)::int FROM commits) AS commits, (SELECT count(*)::int FROM run_event WHERE run_id = ANY($1)) AS events', [ids])
    await db.pool.query('DROP TRIGGER slow ON run_log')
    expect((rows[0]?.commits ?? Infinity) * 4).toBeLessThan(rows[0]?.events ?? 0)
  })

  it('or the clock jumps to and fro: waits end, and no time is negative', async () => {
    const ids = await begin(pausing, 5)
    for (const to of [HOUR, -HOUR, 24 * HOUR, 0]) {
      await sleep(200)
      off = to
    }
    ids.push(...(await begin(pausing, 5)))
    off = -HOUR
    await ended(ids)
    off = 0
    await whole(ids)
    for (const run of await db.prisma.run.findMany({ where: { id: { in: [...ids] } } })) expect(run.durationMs).toBeGreaterThanOrEqual(0)
  })
})
