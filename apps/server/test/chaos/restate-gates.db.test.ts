// @module-tag once
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePorts, startRestate, type RestateServer } from '@eddy/distributed/restate-server'
import { LockedWorld } from '../locked-world.ts'
import { postgresPrograms, startPostgres, type Postgres } from '../postgres.ts'
import { startServerProcess, type ServerProcess } from '../server-process.ts'

const programs = postgresPrograms()
const LEASE_MS = 5000

interface Version {
  readonly env: NodeJS.ProcessEnv
  server: ServerProcess
}

describe.skipIf(programs === undefined)('locks, keys and limits of versions beside each other in Restate', () => {
  const dir = mkdtempSync(join(tmpdir(), 'eddy-restate-gates-'))
  const world = new LockedWorld()
  let postgres: Postgres
  let restate: RestateServer
  let database: pg.Pool
  let url: string
  let old: Version
  let next: Version
  let made = 0

  const begin = async (version: string): Promise<Version> => {
    const [endpoint, gateway] = await freePorts(2)
    const env = {
      DATABASE_URL: url, EDDY_DATA: join(dir, `data-${version}`), EDDY_SECRET_KEY: '00'.repeat(32), EDDY_LEASE_MS: String(LEASE_MS), EDDY_ALLOWED_HOSTS: world.host,
      EDDY_ENGINE: 'restate', EDDY_ENGINE_VERSION: version, EDDY_RESTATE_URL: restate.ingressUrl, EDDY_RESTATE_ADMIN_URL: restate.adminUrl,
      EDDY_ENDPOINT_PORT: String(endpoint), EDDY_GATEWAY_PORT: String(gateway), EDDY_GATEWAY_URL: `http://127.0.0.1:${gateway}`,
    }
    return { env, server: await startServerProcess(env) }
  }

  beforeAll(async () => {
    await world.open()
    postgres = await startPostgres(programs ?? '')
    url = await postgres.database()
    database = new pg.Pool({ connectionString: url, max: 2 })
    restate = await startRestate({ dataDir: join(dir, 'restate') })
    old = await begin('1.0.0')
    next = await begin('2.0.0')
  }, 240_000)
  afterAll(async () => {
    await Promise.all([old, next].map((one) => one?.server.stop('SIGKILL')))
    await restate?.stop('SIGKILL')
    await database?.end()
    await postgres?.close()
    await world.close()
    rmSync(dir, { recursive: true, force: true })
  })

  const create = async (steps: readonly object[], more: object = {}) => (await next.server.api.workflow.create.mutate({ document: { eddy: 1, name: `gates${++made}`, steps, ...more } as never })).id
  const start = async ({ server }: Version, workflowId: string) => (await server.api.run.start.mutate({ workflowId, input: {} })).runId
  const statusOf = async (runId: string) => (await next.server.api.run.get.query({ runId })).status
  const succeeds = (runId: string) => expect.poll(() => statusOf(runId), { interval: 50, timeout: 60_000 }).toBe('succeeded')
  const events = async (runId: string) => (await next.server.api.run.log.query({ runId })).events as readonly { readonly type: string; readonly data: object }[]
  const awaited = async (runId: string) => (await events(runId)).find(({ type }) => type === 'gate.awaited')?.data
  const waits = (runId: string) => expect.poll(() => awaited(runId), { timeout: 20_000 }).toBeDefined()
  const isInside = (room: string, runId: string) => expect.poll(() => world.inside(room), { timeout: 20_000 }).toEqual([runId])
  const go = (runId: string) => expect.poll(() => next.server.api.run.signal.mutate({ runId, name: 'go', payload: null }).catch(() => undefined), { timeout: 20_000 }).toEqual({ delivered: true })
  const places = async () => (await database.query<{ owner: string; inside: boolean }>('SELECT owner, inside FROM gate_place ORDER BY place')).rows
  const over = async (workflowId: string, count: number) => {
    const runIds = await Promise.all(Array.from({ length: count }, (_, nth) => start(nth % 2 === 0 ? old : next, workflowId)))
    for (const runId of runIds) await succeeds(runId)
    return runIds
  }
  const lock = (room: string, steps = world.steps(room)) => [{ name: 'w', kind: 'lock', config: { name: room }, steps }]
  const holding = (room: string) => {
    const [enter, leave] = world.steps(room)
    return lock(room, [enter ?? {}, { name: 'told', kind: 'wait.signal', waitFor: ['in'], config: { name: 'go' } }, { ...leave, waitFor: ['told'] }])
  }

  it('C6 never lets two runs into one lock, of many over both', async () => {
    const runIds = await over(await create(lock('lock')), 40)
    expect(world.most('lock')).toBe(1)
    expect(world.came('lock').map((one) => one.run).sort()).toEqual([...runIds].sort())
    await expect.poll(places).toEqual([])
  }, 240_000)

  it('C6 lets as many into a semaphore as it may', async () => {
    await over(await create([{ name: 'w', kind: 'around', config: { concurrency: { name: 'three', limit: 3 } }, steps: world.steps('three') }]), 30)
    expect(world.most('three')).toBe(3)
  }, 240_000)

  it('C7 lets one run of a workflow go under its key, and either version says which the others wait for', async () => {
    const workflowId = await create(world.steps('key'), { options: { concurrency: { key: '"till"', limit: 1 } } })
    const free = world.hold()
    const held = await start(old, workflowId)
    await isInside('key', held)
    const waiting = await start(next, workflowId)
    const standing = { what: 'key', key: 'till', underWay: 1, most: 1, ahead: 0, heldBy: held }
    for (const { server } of [old, next]) await expect.poll(async () => (await server.api.run.waits.query({ runId: waiting })).waits).toEqual(standing)
    free()
    await over(workflowId, 10)
    await succeeds(waiting)
    expect(world.most('key')).toBe(1)
  }, 240_000)

  it('H13 gives up a run that gets no turn within its start timeout, with nothing done', async () => {
    const workflowId = await create([{ name: 'told', kind: 'wait.signal', config: { name: 'go' } }], { options: { concurrency: { key: '"late"', limit: 1 }, startTimeout: 'PT1S' } })
    const held = await start(old, workflowId)
    await expect.poll(() => statusOf(held)).toBe('running')
    await expect.poll(async () => (await events(held)).at(-1)?.type).toBe('signal.awaited')
    const late = await start(next, workflowId)
    await expect.poll(async () => (await next.server.api.run.get.query({ runId: late })).error, { timeout: 20_000 }).toMatchObject({ code: 'START_TIMEOUT' })
    expect((await events(late)).map(({ type }) => type).filter((type) => type.startsWith('step.'))).toEqual([])
    await go(held)
    await succeeds(held)
    await expect.poll(places).toEqual([])
  }, 240_000)

  it('C6 takes no more calls in a period than a rate allows', async () => {
    const limited = await create([{ name: 'w', kind: 'around', config: { rate: { name: 'api', max: 5, per: 'PT1S', wait: 'PT60S' } }, steps: world.steps('rate') }])
    const began = Date.now()
    await over(limited, 20)
    const came = world.came('rate').map(({ at }) => at).sort((a, b) => a - b)
    // what is granted is granted after the beginning, and comes after that
    came.forEach((at, nth) => expect(at - began).toBeGreaterThan(Math.floor(nth / 5) * 1000 - 20))
  }, 240_000)

  it('C6 a version that is killed and comes back holds what it held: nobody of either goes in between', async () => {
    const workflowId = await create(holding('back'))
    const held = await start(old, workflowId)
    await isInside('back', held)
    const waiting: string[] = []
    for (const version of [old, next, old]) {
      const runId = await start(version, workflowId)
      await waits(runId)
      expect(await awaited(runId)).toMatchObject({ heldBy: `${held}/w`, ahead: waiting.length })
      waiting.push(runId)
    }
    await old.server.stop('SIGKILL')
    old.server = await startServerProcess(old.env)
    await go(held)
    await succeeds(held)
    for (let left = new Set(waiting); left.size > 0; ) {
      await expect.poll(() => world.inside('back').some((runId) => left.has(runId)), { timeout: 30_000 }).toBe(true)
      const [inside = ''] = world.inside('back')
      await go(inside)
      await succeeds(inside)
      left = new Set([...left].filter((runId) => runId !== inside))
    }
    expect(world.most('back')).toBe(1)
    await expect.poll(places).toEqual([])
  }, 240_000)

  it('C6 a version that is killed for good hands over what its runs hold to the other; nobody goes in between', async () => {
    const workflowId = await create(holding('taken'))
    const held = await start(old, workflowId)
    await isInside('taken', held)
    const waiting = [await start(next, workflowId), await start(old, workflowId)]
    for (const runId of waiting) await waits(runId)
    await old.server.stop('SIGKILL')
    // taken up by the other once the lease is over
    const engine = async () => (await next.server.api.run.get.query({ runId: held })).driver?.engine
    await expect.poll(engine, { timeout: 60_000 }).toBe('restate 2.0.0')
    expect(world.came('taken').map((one) => one.run)).toEqual([held])
    expect((await places()).filter(({ inside }) => inside)).toEqual([{ owner: `${held}/w`, inside: true }])
    for (const runId of [held, ...waiting]) {
      await isInside('taken', runId)
      await go(runId)
      await succeeds(runId)
    }
    expect(world.most('taken')).toBe(1)
    await expect.poll(places).toEqual([])
    old.server = await startServerProcess(old.env)
  }, 240_000)

  it('C6 a version that is stopped hands over what its runs hold, in line as well as inside', async () => {
    const workflowId = await create(holding('handed'))
    const held = await start(old, workflowId)
    await isInside('handed', held)
    const waiting = [await start(old, workflowId), await start(next, workflowId)]
    for (const [nth, runId] of waiting.entries()) {
      await waits(runId)
      expect(await awaited(runId)).toMatchObject({ ahead: nth })
    }
    expect(await old.server.stop('SIGTERM')).toBe(0)
    for (const runId of [held, ...waiting]) {
      await isInside('handed', runId)
      await go(runId)
      await succeeds(runId)
    }
    expect(world.most('handed')).toBe(1)
    expect(world.came('handed').map((one) => one.run)).toEqual([held, ...waiting])
    await expect.poll(places).toEqual([])
    old.server = await startServerProcess(old.env)
  }, 240_000)

  it('C6 a halted run stays inside until it goes on, whichever version that is', async () => {
    const workflowId = await create(holding('halted'))
    const held = await start(old, workflowId)
    await isInside('halted', held)
    await next.server.api.run.halt.mutate({ runId: held })
    await expect.poll(() => statusOf(held)).toBe('halted')
    const waiting = await start(next, workflowId)
    await waits(waiting)
    await next.server.api.run.resume.mutate({ runId: held })
    await expect.poll(() => statusOf(held)).toBe('running')
    expect(world.inside('halted')).toEqual([held])
    for (const runId of [held, waiting]) {
      await isInside('halted', runId)
      await go(runId)
      await succeeds(runId)
    }
    expect(world.most('halted')).toBe(1)
    await expect.poll(places).toEqual([])
  }, 240_000)
})
