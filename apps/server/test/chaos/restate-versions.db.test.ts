// @module-tag once
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePorts, startRestate, type RestateServer } from '@eddy/distributed/restate-server'
import { postgresPrograms, startPostgres, type Postgres } from '../postgres.ts'
import { startServerProcess, type ServerProcess } from '../server-process.ts'
import { startWorkerProcess, type WorkerProcess } from '../worker-process.ts'
import { EffectsLoad } from './effects-load.ts'

const programs = postgresPrograms()
const LEASE_MS = 10_000

interface Version {
  readonly env: NodeJS.ProcessEnv
  server: ServerProcess
  readonly worker: WorkerProcess
}

describe.skipIf(programs === undefined)('versions of Eddy beside each other, on one PostgreSQL and one Restate', () => {
  let dir: string
  let postgres: Postgres
  let restate: RestateServer
  let database: pg.Pool
  let old: Version
  let next: Version
  let third: Version | undefined
  const started: Version[] = []
  /** Each reaches its own world only, and so do its workers: a step of the other version would fail here. */
  const [ofOld, ofNext] = [new EffectsLoad(), new EffectsLoad()]

  const begin = async (version: string, allowed: readonly EffectsLoad[]): Promise<Version> => {
    const [endpoint, gateway] = await freePorts(2)
    const env = {
      DATABASE_URL: url, EDDY_DATA: join(dir, `data-${version}`), EDDY_SECRET_KEY: '00'.repeat(32), EDDY_LEASE_MS: String(LEASE_MS), EDDY_ALLOWED_HOSTS: allowed.map(({ host }) => host).join(),
      EDDY_ENGINE: 'restate', EDDY_ENGINE_VERSION: version, EDDY_RESTATE_URL: restate.ingressUrl, EDDY_RESTATE_ADMIN_URL: restate.adminUrl,
      EDDY_ENDPOINT_PORT: String(endpoint), EDDY_GATEWAY_PORT: String(gateway), EDDY_GATEWAY_URL: `http://127.0.0.1:${gateway}`,
    }
    const server = await startServerProcess(env)
    const one = { env, server, worker: await startWorkerProcess(env) }
    started.push(one)
    return one
  }
  let url: string

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'eddy-versions-'))
    await Promise.all([ofOld.open(), ofNext.open()])
    postgres = await startPostgres(programs ?? '')
    url = await postgres.database()
    database = new pg.Pool({ connectionString: url, max: 2 })
    restate = await startRestate({ dataDir: join(dir, 'restate') })
    old = await begin('1.0.0', [ofOld])
  }, 240_000)
  afterAll(async () => {
    await Promise.all(started.flatMap(({ server, worker }) => [server.stop('SIGKILL'), worker.stop('SIGKILL')]))
    await restate?.stop('SIGKILL')
    await database?.end()
    await postgres?.close()
    await Promise.all([ofOld.close(), ofNext.close()])
    rmSync(dir, { recursive: true, force: true })
  })

  const startOn = async ({ server }: Version, ...steps: readonly object[]) => {
    const workflow = await server.api.workflow.create.mutate({ document: { eddy: 1, name: 'test', steps } as never })
    return (await server.api.run.start.mutate({ workflowId: workflow.id, input: {} })).runId
  }
  const waits = { name: 'paid', kind: 'wait.signal', config: { name: 'paid' } }
  const waiting = (runId: string) => expect.poll(async () => (await old.server.api.run.log.query({ runId })).events.at(-1)?.type).toBe('signal.awaited')
  const ends = ({ server }: Version, runId: string, status: string) => expect.poll(async () => (await server.api.run.get.query({ runId })).status, { interval: 100, timeout: 60_000 }).toBe(status)
  /** What drove the runs last. */
  const enginesOf = async (runIds: readonly string[]) => {
    const { rows } = await database.query<{ engine: string }>('SELECT DISTINCT server.engine FROM run JOIN server ON server.id = run.owner_id WHERE run.id = ANY($1)', [runIds])
    return rows.map(({ engine }) => engine)
  }

  it('lets the old one end what it has begun, with its own workers, while the new one begins what it is asked for', async () => {
    const release = ofOld.hold()
    const begunByOld = await ofOld.start(old.server)
    await ofOld.underWay(begunByOld)
    next = await begin('2.0.0', [ofNext])
    const begunByNext = await ofNext.start(next.server)
    await ofNext.account(next.server, begunByNext)
    release()
    expect(await ofOld.account(next.server, begunByOld)).toBe(0)
    expect([await enginesOf(begunByOld), await enginesOf(begunByNext)]).toEqual([['restate 1.0.0'], ['restate 2.0.0']])
  }, 180_000)

  it('passes on what is asked of a run to the version that has it; a halted one goes on with the one that is asked', async () => {
    const [signalled, cancelled, halted] = [await startOn(old, waits), await startOn(old, waits), await startOn(old, waits)]
    for (const runId of [signalled, cancelled, halted]) await waiting(runId)
    const { api } = next.server
    expect(await api.run.get.query({ runId: signalled })).toMatchObject({ driver: { server: expect.stringMatching(new RegExp(`:${old.server.child.pid}$`)), engine: 'restate 1.0.0', alive: true } })
    expect(await api.run.signal.mutate({ runId: signalled, name: 'paid', payload: 7 })).toEqual({ delivered: true })
    await api.run.cancel.mutate({ runId: cancelled })
    await api.run.halt.mutate({ runId: halted })
    await ends(next, signalled, 'succeeded')
    await ends(next, cancelled, 'cancelled')
    await ends(next, halted, 'halted')
    expect(await api.run.get.query({ runId: halted })).toMatchObject({ driver: { engine: 'restate 1.0.0', version: '1.0.0', alive: null } })
    expect(await enginesOf([signalled, cancelled])).toEqual(['restate 1.0.0'])
    await api.run.resume.mutate({ runId: halted })
    await ends(next, halted, 'running')
    expect(await enginesOf([halted])).toEqual(['restate 2.0.0'])
    expect((await api.run.waits.query({ runId: halted })).driver).toMatchObject({ engine: 'restate 2.0.0', alive: true })
    expect(await old.server.api.run.signal.mutate({ runId: halted, name: 'paid', payload: 8 })).toEqual({ delivered: true })
    await ends(next, halted, 'succeeded')
    // each run goes on saying who has brought it to its end, whichever server is asked
    const drivenBy = async (runId: string) => (await api.run.get.query({ runId })).driver
    expect([await drivenBy(signalled), await drivenBy(cancelled), await drivenBy(halted)]).toMatchObject([{ engine: 'restate 1.0.0', alive: null }, { engine: 'restate 1.0.0', alive: null }, { engine: 'restate 2.0.0', version: '2.0.0', alive: null }])
  }, 180_000)

  it('says of the old one that nothing is left for it', async () => {
    await expect.poll(() => old.server.output(), { timeout: 60_000 }).toContain('No run is under way on this server (restate 1.0.0): it can be stopped, and restate 2.0.0 goes on.')
    expect(next.server.output()).not.toContain('it can be stopped')
  }, 90_000)

  it('leaves the runs of one that comes back to it', async () => {
    const runId = await startOn(old, waits)
    await waiting(runId)
    await old.server.stop('SIGKILL')
    old.server = await startServerProcess(old.env)
    expect(await enginesOf([runId])).toEqual(['restate 1.0.0'])
    await next.server.api.run.signal.mutate({ runId, name: 'paid', payload: 1 })
    await ends(next, runId, 'succeeded')
    expect(await enginesOf([runId])).toEqual(['restate 1.0.0'])
  }, 180_000)

  it('refuses a second server of a version', async () => {
    await expect(startServerProcess({ ...old.env, EDDY_ENDPOINT_PORT: '0', EDDY_GATEWAY_PORT: '0' })).rejects.toThrow('Another Eddy server of this version (restate 1.0.0) works on this database.')
  }, 90_000)

  it('lets a run stand still whose log it cannot make sense of, until the version that began it is back and takes it up', async () => {
    const runId = await startOn(old, waits)
    await waiting(runId)
    await old.server.stop('SIGKILL')
    // the same log reads otherwise: what another version would make of it
    const reads = (from: string, to: string) => database.query('UPDATE definition SET content = replace(content::text, $1, $2)::jsonb WHERE hash = (SELECT definition_hash FROM run WHERE id = $3)', [from, to, runId])
    await reads('paid', 'settled')
    const run = () => next.server.api.run.get.query({ runId })
    await expect.poll(async () => (await run()).stuck?.why, { timeout: 60_000 }).toContain('the log was written by another version of the engine')
    await reads('settled', 'paid')
    old.server = await startServerProcess(old.env)
    await old.server.api.run.takeUp.mutate({ runId })
    expect(await next.server.api.run.signal.mutate({ runId, name: 'paid', payload: 1 })).toEqual({ delivered: true })
    await ends(next, runId, 'succeeded')
    expect(await enginesOf([runId])).toEqual(['restate 1.0.0'])
  }, 180_000)

  it.each(['SIGTERM', 'SIGKILL'] as const)('has another version take up the runs of one that ends by %s, and doubles nothing', async (signal) => {
    // the second one could not reach the world of the first
    const heir: Version = third ?? (await next.server.stop('SIGTERM').then(() => begin('3.0.0', [ofOld, ofNext])))
    third = heir
    if (old.server.child.exitCode !== null) old.server = await startServerProcess(old.env)
    const release = ofOld.hold()
    const runIds = await ofOld.start(old.server)
    await ofOld.underWay(runIds)
    const sleeper = await startOn(old, waits)
    await waiting(sleeper)
    await old.server.stop(signal)
    const endedAt = performance.now()
    release()
    expect(await ofOld.account(heir.server, runIds)).toBe(ofOld.runs)
    console.log(`after a version had ended by ${signal} all of its ${ofOld.runs} runs were at their end with another after ${Math.round(performance.now() - endedAt)} ms, with a lease of ${LEASE_MS} ms`)
    await heir.server.api.run.signal.mutate({ runId: sleeper, name: 'paid', payload: 1 })
    await ends(heir, sleeper, 'succeeded')
    expect(await enginesOf([...runIds, sleeper])).toEqual(['restate 3.0.0'])
    // what the other had of them in Restate is gone: nothing would be done again if it came back
    const query = "SELECT id FROM sys_invocation_status WHERE status <> 'completed' AND target_service_name LIKE '%_1.0.0'"
    const left = await fetch(`${restate.adminUrl}/query`, { method: 'POST', headers: { 'content-type': 'application/json', accept: 'application/json' }, body: JSON.stringify({ query }) })
    expect(await left.json()).toEqual({ rows: [] })
  }, 180_000)
})
