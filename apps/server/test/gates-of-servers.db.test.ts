// @module-tag once
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LockedWorld } from './locked-world.ts'
import { postgresPrograms, startPostgres, type Postgres } from './postgres.ts'
import { startServerProcess, type ServerProcess } from './server-process.ts'

const programs = postgresPrograms()
if (programs === undefined) console.warn('No PostgreSQL is installed here: locks and limits over several servers are not tested.')

const LEASE_MS = 3000

describe.skipIf(programs === undefined)('locks, keys and limits of several servers on one PostgreSQL', () => {
  const dir = mkdtempSync(join(tmpdir(), 'eddy-gates-'))
  const world = new LockedWorld()
  let postgres: Postgres
  let url: string
  let first: ServerProcess
  let second: ServerProcess
  let made = 0

  const start = () => startServerProcess({ DATABASE_URL: url, EDDY_DATA: join(dir, 'data'), EDDY_LEASE_MS: String(LEASE_MS), EDDY_ALLOWED_HOSTS: world.host })
  beforeAll(async () => {
    postgres = await startPostgres(programs ?? '')
    url = await postgres.database()
    await world.open()
    first = await start()
    second = await start()
  }, 240_000)
  afterAll(async () => {
    for (const server of [first, second]) server?.child.kill('SIGKILL')
    await world.close()
    await postgres.close()
    rmSync(dir, { recursive: true, force: true })
  })

  const create = async (steps: readonly object[], more: object = {}) => (await first.api.workflow.create.mutate({ document: { eddy: 1, name: `gates${++made}`, steps, ...more } as never })).id
  const begin = async ({ api }: ServerProcess, workflowId: string) => (await api.run.start.mutate({ workflowId, input: {} })).runId
  const run = async ({ api }: ServerProcess, runId: string) => api.run.get.query({ runId })
  const events = async ({ api }: ServerProcess, runId: string) => (await api.run.log.query({ runId })).events as readonly { readonly type: string; readonly data: { readonly heldBy?: string; readonly ahead?: number } }[]
  const awaited = async (server: ServerProcess, runId: string) => (await events(server, runId)).find(({ type }) => type === 'gate.awaited')?.data
  const waits = (server: ServerProcess, runId: string) => expect.poll(() => awaited(server, runId)).toBeDefined()
  const succeeds = (server: ServerProcess, runId: string) => expect.poll(async () => (await run(server, runId)).status, { timeout: 100_000 }).toBe('succeeded')
  const over = async (workflowId: string, count: number) => {
    const runIds = await Promise.all(Array.from({ length: count }, (_, nth) => begin(nth % 2 === 0 ? first : second, workflowId)))
    for (const runId of runIds) await succeeds(first, runId)
    return runIds
  }
  const rows = async () => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    try {
      return (await client.query<{ owner: string; inside: boolean }>('SELECT owner, inside FROM gate_place')).rows
    } finally {
      await client.end()
    }
  }
  const lock = (room: string, steps = world.steps(room)) => [{ name: 'w', kind: 'lock', config: { name: room }, steps }]
  const untilTold = { name: 'told', kind: 'wait.signal', waitFor: ['in'], config: { name: 'go' } }
  const holding = (room: string) => {
    const [enter, leave] = world.steps(room)
    return lock(room, [enter ?? {}, untilTold, { ...leave, waitFor: ['told'] }])
  }

  it('C6 never lets two runs into one lock, of hundreds over both', async () => {
    const runIds = await over(await create(lock('lock')), 200)
    expect(world.most('lock')).toBe(1)
    expect(world.came('lock').map((one) => one.run).sort()).toEqual([...runIds].sort())
    await expect.poll(rows).toEqual([])
  }, 240_000)

  it('C6 lets as many into a semaphore as it may', async () => {
    await over(await create([{ name: 'w', kind: 'around', config: { concurrency: { name: 'three', limit: 3 } }, steps: world.steps('three') }]), 100)
    expect(world.most('three')).toBe(3)
  }, 240_000)

  it('C7 lets one run of a workflow go under its key, and either server says which the others wait for', async () => {
    const workflowId = await create(world.steps('key'), { options: { concurrency: { key: '"till"', limit: 1 } } })
    const free = world.hold()
    const held = await begin(first, workflowId)
    await expect.poll(() => world.inside('key')).toEqual([held])
    const waiting = await begin(second, workflowId)
    const standing = { what: 'key', key: 'till', underWay: 1, most: 1, ahead: 0, heldBy: held }
    for (const server of [first, second]) {
      await expect.poll(async () => (await server.api.run.waits.query({ runId: waiting })).waits).toEqual(standing)
      expect((await server.api.run.list.query({ workflowId })).items.find(({ id }) => id === waiting)?.waits).toEqual(standing)
    }
    free()
    await over(workflowId, 60)
    expect(world.most('key')).toBe(1)
    expect((await second.api.run.waits.query({ runId: waiting })).waits).toBeNull()
  }, 240_000)

  it('C6 takes no more calls in a period than a rate allows', async () => {
    const limited = await create([{ name: 'w', kind: 'around', config: { rate: { name: 'api', max: 5, per: 'PT1S', wait: 'PT60S' } }, steps: world.steps('rate') }])
    const began = Date.now()
    await over(limited, 40)
    const came = world.came('rate').map(({ at }) => at).sort((a, b) => a - b)
    // what is granted is granted after the beginning, and comes after that
    came.forEach((at, nth) => expect(at - began).toBeGreaterThan(Math.floor(nth / 5) * 1000 - 20))
  }, 240_000)

  it('C6 C9 lets in who has waited longest, wherever that is; the log says who holds it and how many are ahead', async () => {
    const workflowId = await create(holding('order'))
    const held = await begin(first, workflowId)
    await expect.poll(() => world.inside('order')).toEqual([held])
    const waiting: string[] = []
    for (const server of [second, first, second, second, first]) {
      const runId = await begin(server, workflowId)
      await waits(server, runId)
      expect(await awaited(first, runId)).toMatchObject({ heldBy: `${held}/w`, ahead: waiting.length })
      waiting.push(runId)
    }
    for (const runId of [held, ...waiting]) {
      await expect.poll(() => world.inside('order')).toEqual([runId])
      await second.api.run.signal.mutate({ runId, name: 'go', payload: null })
      await succeeds(second, runId)
    }
    expect(world.came('order').map((one) => one.run)).toEqual([held, ...waiting])
    expect(world.most('order')).toBe(1)
  }, 240_000)

  it('C6 waits on while the database is away, and goes on by itself', async () => {
    const workflowId = await create(holding('away'))
    const held = await begin(first, workflowId)
    await expect.poll(() => world.inside('away')).toEqual([held])
    const waiting = await begin(second, workflowId)
    await waits(second, waiting)
    await postgres.restart()
    await expect.poll(() => second.api.run.signal.mutate({ runId: held, name: 'go', payload: null }).catch(() => undefined)).toEqual({ delivered: true })
    await expect.poll(() => world.inside('away')).toEqual([waiting])
    await second.api.run.signal.mutate({ runId: waiting, name: 'go', payload: null })
    await succeeds(first, waiting)
    expect(world.most('away')).toBe(1)
  }, 240_000)

  it('C6 a server that is stopped hands over what its runs hold, and nobody goes in between', async () => {
    const workflowId = await create(holding('handed'))
    const held = await begin(first, workflowId)
    await expect.poll(() => world.inside('handed')).toEqual([held])
    const waiting = await begin(second, workflowId)
    await waits(second, waiting)
    expect(await first.stop('SIGTERM')).toBe(0)
    await expect.poll(() => second.api.run.signal.mutate({ runId: held, name: 'go', payload: null }).catch(() => undefined)).toEqual({ delivered: true })
    await expect.poll(() => world.inside('handed')).toEqual([waiting])
    await succeeds(second, held)
    await second.api.run.signal.mutate({ runId: waiting, name: 'go', payload: null })
    await succeeds(second, waiting)
    expect(world.most('handed')).toBe(1)
    first = await start()
  }, 240_000)

  it('C6 a server that is killed inside of a lock lets go of it by the one that takes over its run; nobody goes in between', async () => {
    const workflowId = await create(lock('killed'))
    const free = world.hold()
    const held = await begin(first, workflowId)
    await expect.poll(() => world.inside('killed')).toEqual([held])
    const waiting: string[] = []
    for (const server of [first, second, second]) {
      const runId = await begin(server, workflowId)
      await waits(server, runId)
      waiting.push(runId)
    }
    await first.stop('SIGKILL')
    const died = performance.now()
    await expect.poll(async () => (await events(second, held)).some(({ type }) => type === 'step.interrupted'), { timeout: 60_000 }).toBe(true)
    expect(world.inside('killed')).toEqual([held])
    expect((await rows()).filter(({ inside }) => inside)).toEqual([{ owner: `${held}/w`, inside: true }])
    free()
    for (const runId of [held, ...waiting]) await succeeds(second, runId)
    console.info(`what a killed server's run held was let go ${Math.round(performance.now() - died)} ms after its death, and three others had been inside; its lease was ${LEASE_MS} ms`)
    expect(world.most('killed')).toBe(1)
    // the one that waited on the killed server has kept its place, unless it came back too late for it
    expect(world.came('killed').map((one) => one.run).slice(0, 1)).toEqual([held])
    await expect.poll(rows).toEqual([])
  }, 240_000)
})
