import { createServer } from 'node:http'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startDemo, type Demo } from '@eddy/demo'
import { postgresPrograms, startPostgres, type Postgres } from './postgres.ts'
import { startServerProcess, type ServerProcess } from './server-process.ts'

const dir = mkdtempSync(join(tmpdir(), 'eddy-drain-'))
const running = new Set<ServerProcess>()
let demo: Demo
/** Takes requests and never answers. */
const mute = createServer(() => undefined)
let silent: string

beforeAll(async () => {
  demo = await startDemo({ port: 0 })
  await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve))
  const address = mute.address()
  silent = `127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
})
afterAll(async () => {
  for (const server of running) server.child.kill('SIGKILL')
  await demo.close()
  mute.closeAllConnections()
  mute.close()
  rmSync(dir, { recursive: true, force: true })
})

const start = async (env: NodeJS.ProcessEnv) => {
  const server = await startServerProcess({ EDDY_ALLOWED_HOSTS: new URL(demo.url).host, ...env })
  running.add(server)
  return server
}
const reserve = (kind: string, waitFor: readonly string[], delayMs: number) => ({ name: kind, kind: 'http.request', waitFor, undo: 'cancel', config: { method: 'POST', url: `${demo.url}/reservations`, body: { kind, delayMs } } })
const cancels = () => ({ name: 'cancel', kind: 'http.request', arguments: [{ name: 'id', from: { origin: 'value' }, path: ['body', 'id'] }], config: { method: 'DELETE', url: `${demo.url}/reservations/{{ id }}` } })
const create = async ({ api }: ServerProcess, steps: readonly object[]) => (await api.workflow.create.mutate({ document: { eddy: 1, name: 'drained', steps, handlers: [cancels()] } as never })).id
const types = async ({ api }: ServerProcess, runId: string) => (await api.run.log.query({ runId })).events.map(({ type }) => type)
const inFlight = (server: ServerProcess, runId: string) => expect.poll(() => types(server, runId)).toContain('step.started')
const posted = async (runId: string) => ((await (await fetch(`${demo.url}/writes`)).json()) as { method: string; key?: string }[]).filter(({ method, key }) => method === 'POST' && (key ?? '').startsWith(runId)).length

describe('a server that is told to stop', () => {
  it('goes on as ever for a while after it has said so, for those who go by what it says', async () => {
    const server = await start({ EDDY_DATA: join(dir, 'notice'), EDDY_UNREADY_MS: '3000' })
    const workflowId = await create(server, [reserve('flight', [], 0)])
    const ended = server.stop('SIGTERM')
    await expect.poll(async () => (await fetch(`${server.url}/ready`)).status, { interval: 20 }).toBe(503)
    const { runId } = await server.api.run.start.mutate({ workflowId, input: {} })
    await expect.poll(() => types(server, runId)).toContain('run.succeeded')
    expect(await ended).toBe(0)
  })

  it('says so, takes nothing more, and lets the step in flight end; the next one goes on with nothing in doubt', async () => {
    const env = { EDDY_DATA: join(dir, 'one') }
    const first = await start(env)
    expect((await fetch(`${first.url}/ready`)).status).toBe(200)
    const workflowId = await create(first, [reserve('flight', [], 2500), reserve('hotel', ['flight'], 0)])
    const { runId } = await first.api.run.start.mutate({ workflowId, input: {} })
    await inFlight(first, runId)
    const ended = first.stop('SIGTERM')
    await expect.poll(async () => (await fetch(`${first.url}/ready`)).status, { interval: 20 }).toBe(503)
    expect(await (await fetch(`${first.url}/ready`)).json()).toMatchObject({ ready: false, checks: expect.arrayContaining([{ name: 'draining', ok: false, detail: expect.any(String) }, { name: 'database', ok: true, detail: expect.any(String) }]) })
    expect((await fetch(`${first.url}/health`)).status).toBe(200)
    await expect(first.api.run.start.mutate({ workflowId, input: {} })).rejects.toThrow(/being stopped/)
    expect(await ended).toBe(0)
    expect(first.output()).toContain('1 run had nothing in flight')

    const second = await start(env)
    await expect.poll(async () => (await second.api.run.get.query({ runId })).status).toBe('succeeded')
    const log = await types(second, runId)
    expect(log).not.toContain('step.interrupted')
    expect(log.filter((type) => type === 'step.started')).toHaveLength(2)
    expect(await second.stop('SIGTERM')).toBe(0)
  })

  it('waits no longer than it may, and what it cut off is in doubt, not lost', async () => {
    const env = { EDDY_DATA: join(dir, 'two'), EDDY_DRAIN_MS: '200' }
    const first = await start({ ...env, EDDY_ALLOWED_HOSTS: silent })
    const workflowId = await create(first, [{ ...reserve('flight', [], 0), onInterrupt: 'retry', config: { method: 'POST', url: `http://${silent}/` } }])
    const { runId } = await first.api.run.start.mutate({ workflowId, input: {} })
    await inFlight(first, runId)
    expect(await first.stop('SIGTERM')).toBe(0)
    expect(first.output()).toContain('1 run has steps that did not end in time')
    const second = await start({ ...env, EDDY_ALLOWED_HOSTS: silent })
    await expect.poll(() => types(second, runId)).toContain('step.interrupted')
    expect(await second.stop('SIGTERM')).toBe(0)
  })

  it('leaves what a webhook brings meanwhile to the next server', async () => {
    const env = { EDDY_DATA: join(dir, 'three') }
    const first = await start(env)
    const slow = await create(first, [reserve('flight', [], 2500)])
    const quick = (await first.api.workflow.create.mutate({ document: { eddy: 1, name: 'hooked', steps: [{ name: 'a', kind: 'expression', config: { expr: '1' } }] } as never })).id
    await first.api.trigger.save.mutate({ workflowId: quick, settings: { name: 'hook', config: { kind: 'webhook', path: 'hook' }, runs: { draft: true } } } as never)
    const { runId } = await first.api.run.start.mutate({ workflowId: slow, input: {} })
    await inFlight(first, runId)
    const ended = first.stop('SIGTERM')
    await expect.poll(async () => (await fetch(`${first.url}/ready`)).status, { interval: 20 }).toBe(503)
    const answer = await fetch(`${first.url}/hooks/hook`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })
    expect([answer.status, await answer.json()]).toEqual([202, { firing: expect.any(String), runId: null, waiting: expect.any(String) }])
    expect(await ended).toBe(0)
    const second = await start(env)
    await expect.poll(async () => (await second.api.run.list.query({ workflowId: quick })).items.map(({ status }) => status)).toEqual(['succeeded'])
    expect(await second.stop('SIGTERM')).toBe(0)
  })
})

const programs = postgresPrograms()
describe.skipIf(programs === undefined)('one of several servers that is told to stop', () => {
  let postgres: Postgres
  beforeAll(async () => {
    postgres = await startPostgres(programs ?? '')
  })
  afterAll(() => postgres.close())

  it('gives its runs to the others as they become calm, long before its lease ends', async () => {
    const env = { DATABASE_URL: await postgres.database(), EDDY_DATA: join(dir, 'many'), EDDY_LEASE_MS: '600000' }
    const first = await start(env)
    const second = await start(env)
    const workflowId = await create(first, [reserve('flight', [], 1500), reserve('hotel', ['flight'], 0), { ...reserve('car', ['hotel'], 0), config: { method: 'POST', url: `${demo.url}/reservations`, body: { kind: 'car', fail: true } } }])
    const waiting = (await first.api.workflow.create.mutate({ document: { eddy: 1, name: 'waiting', steps: [{ name: 'paid', kind: 'wait.signal', config: { name: 'paid' } }] } as never })).id
    const { runId: waits } = await first.api.run.start.mutate({ workflowId: waiting, input: {} })
    const runs = await Promise.all(Array.from({ length: 8 }, () => first.api.run.start.mutate({ workflowId, input: {} })))
    for (const { runId } of runs) await inFlight(second, runId)
    expect(await first.stop('SIGTERM')).toBe(0)
    for (const { runId } of runs) await expect.poll(async () => (await second.api.run.get.query({ runId })).status).toBe('rolled_back')
    for (const { runId } of runs) {
      expect(await types(second, runId)).not.toContain('step.interrupted')
      expect(await posted(runId)).toBeLessThanOrEqual(3)
    }
    expect(await second.api.run.signal.mutate({ runId: waits, name: 'paid', payload: 1 })).toEqual({ delivered: true })
    await expect.poll(async () => (await second.api.run.get.query({ runId: waits })).status).toBe('succeeded')
    expect(await second.stop('SIGTERM')).toBe(0)
  })
})
