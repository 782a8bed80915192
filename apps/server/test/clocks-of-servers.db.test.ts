// @module-tag once
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { postgresPrograms, startPostgres, type Postgres } from './postgres.ts'
import { startServerProcess, type ServerProcess } from './server-process.ts'

const programs = postgresPrograms()
if (programs === undefined) console.warn('No PostgreSQL is installed here: servers whose clocks are an hour apart are not tested.')

const HOUR_MS = 3_600_000
const PATIENCE = { timeout: 60_000, interval: 100 }
const SHIFTING = [process.env['NODE_OPTIONS'], '--import', new URL('chaos/shifted-clock.mjs', import.meta.url).href].join(' ').trim()

/** Clocks that are wrong are so over a restart too, and jump while the server runs. */
describe.skipIf(programs === undefined).each([['ahead', HOUR_MS], ['behind', -HOUR_MS]])('two servers, one with its clock an hour %s', (_, off) => {
  const dir = mkdtempSync(join(tmpdir(), 'eddy-clocks-'))
  const clock = join(dir, 'clock')
  const running: ServerProcess[] = []
  let postgres: Postgres

  beforeAll(async () => {
    postgres = await startPostgres(programs ?? '')
  }, 240_000)
  afterEach(async () => {
    await Promise.all(running.splice(0).map((server) => server.stop('SIGKILL')))
  })
  afterAll(async () => {
    await postgres.close()
    rmSync(dir, { recursive: true, force: true })
  })

  const start = async (url: string, more: NodeJS.ProcessEnv = {}) => {
    const server = await startServerProcess({ DATABASE_URL: url, EDDY_DATA: join(dir, 'data'), EDDY_LEASE_MS: '3000', NODE_OPTIONS: SHIFTING, EDDY_TEST_CLOCK: clock, ...more })
    running.push(server)
    return server
  }
  const wrong = { EDDY_TEST_CLOCK_OFF: String(off) }
  const put = (server: ServerProcess, by: number) => {
    writeFileSync(clock, String(by))
    server.child.kill('SIGUSR2')
  }
  const ask = async <Row extends pg.QueryResultRow>(url: string, sql: string, values: readonly unknown[] = []) => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    try {
      return (await client.query<Row>(sql, [...values])).rows
    } finally {
      await client.end()
    }
  }
  let made = 0
  const live = async ({ api }: ServerProcess, steps: readonly object[]) => {
    const { id: workflowId } = await api.workflow.create.mutate({ document: { eddy: 1, name: `clock_${++made}`, inputs: [{ name: 'at', required: false, schema: {} }], steps } as never })
    await api.version.publish.mutate({ workflowId, revision: (await api.workflow.get.query({ id: workflowId })).revision })
    await api.version.move.mutate({ workflowId, environment: 'live', number: 1 })
    return workflowId
  }
  const short = [{ name: 'answer', kind: 'expression', config: { expr: '1' } }]
  const waits = (duration: string) => [{ name: 'pause', kind: 'wait.timer', config: { duration } }]
  const trigger = async ({ api }: ServerProcess, workflowId: string, config: object) => (await api.trigger.save.mutate({ workflowId, settings: { name: `trigger ${++made}`, config, mapping: { at: 'at' } } as never })).id
  const fired = async ({ api }: ServerProcess, triggerId: string) => (await api.trigger.firings.query({ triggerId, limit: 200 })).items.map(({ state }) => state)
  const begin = async ({ api }: ServerProcess, workflowId: string) => (await api.run.start.mutate({ workflowId, input: {} })).runId
  const reaches = ({ api }: ServerProcess, runId: string, status: string) => expect.poll(async () => (await api.run.get.query({ runId })).status, PATIENCE).toBe(status)

  it('a run that ends on either starts what waits for its end, once', async () => {
    const url = await postgres.database()
    const right = await start(url)
    const other = await start(url, wrong)
    const watched = await live(right, short)
    const id = await trigger(right, await live(right, short), { kind: 'run', workflowId: watched, statuses: ['succeeded'] })
    const signalled = await trigger(right, await live(right, short), { kind: 'signal', signal: 'paid' })
    const sends = await live(right, [{ name: 'send', kind: 'send.signal', config: { name: 'paid' }, arguments: [{ name: 'payload', from: { value: 1 } }] }])
    // each has looked, whatever its clock says
    await new Promise((resolve) => setTimeout(resolve, 8000))
    for (const server of [right, other]) for (const workflowId of [watched, sends]) await reaches(server, await begin(server, workflowId), 'succeeded')
    await expect.poll(() => fired(right, id), PATIENCE).toEqual(['started', 'started'])
    await expect.poll(() => fired(right, signalled), PATIENCE).toEqual(['started', 'started'])
  }, 180_000)

  it('nothing is due but by the time of the database: schedules, waits, leases, places', async () => {
    const url = await postgres.database()
    const right = await start(url, { EDDY_MAX_RUNS_PER_WORKFLOW: '1' })
    const other = await start(url, { ...wrong, EDDY_MAX_RUNS_PER_WORKFLOW: '1' })
    const soon = new Date(Date.now() + 8000).toISOString()
    const later = new Date(Date.now() + HOUR_MS / 2).toISOString()
    const due = await trigger(other, await live(other, short), { kind: 'schedule', when: { every: 'once', at: soon } })
    const notDue = await trigger(right, await live(right, short), { kind: 'schedule', when: { every: 'once', at: later } })
    const pausing = await live(other, waits('PT10S'))
    const [first, second] = [await begin(right, pausing), await begin(other, pausing)]
    // its beats have gone by
    await new Promise((resolve) => setTimeout(resolve, 2000))
    put(other, 0)
    await new Promise((resolve) => setTimeout(resolve, 2000))
    put(other, off)
    await reaches(right, first, 'succeeded')
    await reaches(right, second, 'succeeded')
    expect(await fired(right, due)).toEqual(['started'])
    expect(await fired(right, notDue)).toEqual([])
    const events = (await Promise.all([first, second].map((runId) => right.api.run.log.query({ runId })))).flatMap((log) => log.events)
    expect(events.length).toBeGreaterThan(0)
    for (const { at } of events) expect(Math.abs(at - Date.now())).toBeLessThan(HOUR_MS / 4)
    const [one, two] = await ask<{ started_at: Date; ended_at: Date; duration_ms: number }>(url, 'SELECT started_at, ended_at, duration_ms FROM run WHERE id = ANY($1) ORDER BY ended_at', [[first, second]])
    // one at a time over both: the second waits for the first
    expect(Number(one?.duration_ms)).toBeGreaterThanOrEqual(9000)
    expect((two?.ended_at.getTime() ?? 0) - (one?.ended_at.getTime() ?? 0)).toBeGreaterThanOrEqual(9000)
    for (const { output } of [right, other]) expect(output()).not.toMatch(/renewed its lease too late|lets go of/)
  }, 180_000)
})
