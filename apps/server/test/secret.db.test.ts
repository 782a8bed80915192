import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTRPCClient, httpLink } from '@trpc/client'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createEvaluator, createExecutor } from '@eddy/steps/run'
import type { Database } from '../src/db/index.ts'
import { buildApp } from '../src/http/app.ts'
import type { BusMessage } from '../src/cluster/bus.ts'
import { prepareRun } from '../src/run/prepare-run.ts'
import { RunHost } from '../src/run/run-host.ts'
import { environmentSecrets } from '../src/secret/environment-secrets.ts'
import { readSecretKey, writeKey } from '../src/secret/secret-key.ts'
import { createSecretStore, type SecretStore } from '../src/secret/secret-store.ts'
import { createInbox } from '../src/shared/inbox.ts'
import { createStoredState } from '../src/shared/keyed-state.ts'
import type { AppRouter } from '../src/trpc/root.ts'
import { openOwn } from './open-own.ts'

const value = 'v4lue-of-"the"/secret'
const outside = 'from-the-environment'
const folder = mkdtempSync(join(tmpdir(), 'eddy-secret-'))
const environment = environmentSecrets({ EDDY_SECRET_OUTSIDE: outside, EDDY_SECRET_KEY: 'key-of-all-keys', EDDY_SECRETARY: 'no' })

/** Everything that the server has said, to whomever. */
const said: string[] = []
const got: string[] = []
const echo = createServer((request, response) => {
  got.push(String(request.headers['authorization']))
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ you: request.headers['authorization'], url: request.url }))
})
let db: Database
let secrets: SecretStore
let runs: RunHost
let app: Awaited<ReturnType<typeof buildApp>>
let echoHost = ''

beforeAll(async () => {
  for (const level of ['log', 'warn', 'error', 'info'] as const) vi.spyOn(console, level).mockImplementation((...parts) => void said.push(parts.map((part) => (part instanceof Error ? `${part.stack} ${JSON.stringify(part)}` : String(part))).join(' ')))
  await new Promise<void>((resolve) => void echo.listen(0, '127.0.0.1', resolve))
  echoHost = `127.0.0.1:${(echo.address() as { port: number }).port}`
  db = await openOwn()
  secrets = createSecretStore({ db, key: readSecretKey({ given: undefined, dataDir: folder }), environment })
  runs = new RunHost({ db, executor: createExecutor({ http: { allowedHosts: [echoHost] }, keyedState: createStoredState(db), notify: createInbox(db), sendSignal: (signal) => runs.signals.send(signal) }), evaluator: createEvaluator(), secrets })
  app = await buildApp({ db, runs, demoUrl: null, allowedHosts: [], secrets }, { host: '127.0.0.1', origins: [] })
  await app.listen({ port: 0, host: '127.0.0.1' })
}, 240_000)
afterAll(async () => {
  await app.close()
  await runs.close()
  await db.close()
  echo.close()
  vi.restoreAllMocks()
})

/** Notes every answer as it came over the wire. */
const api = () =>
  createTRPCClient<AppRouter>({
    links: [httpLink({ url: `${app.listeningOrigin}/trpc`, fetch: async (url, options) => {
      const response = await fetch(url, options as RequestInit)
      said.push(String(url), await response.clone().text())
      return response
    } })],
  })
const settled = async (runId: string) => {
  await expect.poll(async () => (await api().run.get.query({ runId })).endedAt, { timeout: 60_000, interval: 30 }).not.toBeNull()
  return api().run.get.query({ runId })
}
const start = async (steps: readonly object[], more: object = {}) => {
  const { id } = await api().workflow.create.mutate({ document: { eddy: 1, name: 'taker', steps, ...more } as never })
  return (await api().run.start.mutate({ workflowId: id, input: {} })).runId
}
const token = [{ name: 'token', from: { secret: 'api_token' } }]
const origin = [{ name: 'was', from: { origin: 'arguments' } }]

async function everythingStored(): Promise<string> {
  const tables = await db.prisma.$queryRaw<{ name: string }[]>`SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`
  const rows = await Promise.all(tables.map(({ name }) => db.pool.query(`SELECT * FROM "${name}"`)))
  return JSON.stringify(rows.map((result) => result.rows))
}

function nowhere(text: string, secret = value): void {
  for (const form of [secret, JSON.stringify(secret).slice(1, -1), JSON.stringify(JSON.stringify(secret)).slice(3, -3), encodeURIComponent(secret), Buffer.from(secret).toString('base64')]) expect(text).not.toContain(form)
}

describe('secrets', () => {
  it('are set, replaced and listed, and never given back', async () => {
    expect(await api().secret.set.mutate({ name: 'api_token', value: 'first-value' })).toEqual({ name: 'api_token', created: true })
    expect(await api().secret.set.mutate({ name: 'api_token', value })).toEqual({ name: 'api_token', created: false })
    expect(await api().secret.list.query()).toMatchObject([
      { name: 'api_token', source: 'stored', usedAt: null, readable: true, usedBy: [] },
      { name: 'outside', source: 'environment', createdAt: null, readable: true },
    ])
    await expect(api().secret.set.mutate({ name: 'short', value: 'abc' })).rejects.toThrow('at least 4 characters')
    await expect(api().secret.set.mutate({ name: 'no good', value })).rejects.toThrow('letters, digits and underscores')
  })

  it('reach steps, undos and compensations, and stand in no event, answer, log line or notice', async () => {
    got.length = 0
    const ended = await settled(
      await start(
        [
          { name: 'call', kind: 'http.request', config: { url: `http://${echoHost}/?t={{ token }}`, headers: { Authorization: 'Bearer {{ token }}' } }, arguments: token, undo: 'undo_call', role: 'compensatable' },
          { name: 'env', kind: 'code', config: { source: 'console.log(args.token); return JSON.stringify(args)' }, arguments: [{ name: 'token', from: { secret: 'outside' } }], waitFor: ['call'] },
          { name: 'bad', kind: 'code', config: { source: 'console.error(JSON.stringify(args)); throw new Error(args.token)' }, arguments: [...token, { name: 'env', from: { result: 'env' } }], compensate: 'help' },
        ],
        {
          handlers: [
            { name: 'undo_call', kind: 'code', config: { source: 'console.log(JSON.stringify(args), args.was.token); throw new Error("cannot undo " + args.was.token)' }, arguments: origin },
            { name: 'help', kind: 'notify', config: { title: 'failed with {{ was.token }}', text: '{{ error.message }}' }, arguments: [...origin, { name: 'error', from: { origin: 'error' } }] },
          ],
        },
      ),
    )
    expect(ended.status).toBe('rollback_incomplete')
    expect(got).toEqual([`Bearer ${value}`])
    expect(await api().notice.list.query({})).toMatchObject([{ title: 'failed with •••' }])
    const all = `${await everythingStored()}${said.join('\n')}`
    expect(all).toContain('Bearer •••')
    nowhere(all)
    nowhere(all, outside)
  })

  it('stay unseen when an undo is retried by a person and the run is taken up by another process', async () => {
    const [run] = (await api().run.list.query({})).items
    await runs.close()
    runs = new RunHost({ db, executor: createExecutor({ http: { allowedHosts: [echoHost] }, notify: createInbox(db) }), evaluator: createEvaluator(), secrets })
    await runs.resolveUndo(run?.id ?? '', { step: 'call', how: 'retry' })
    await expect.poll(() => db.prisma.runEvent.count({ where: { type: 'undo.failed' } }), { timeout: 60_000 }).toBe(2)
    nowhere(`${await everythingStored()}${said.join('\n')}`)
  })

  it('say by whom they are used, and since when', async () => {
    const listed = await api().secret.list.query()
    expect(listed.find(({ name }) => name === 'api_token')).toMatchObject({ usedAt: expect.stringMatching(/^20/), usedBy: [{ name: 'taker', steps: ['call', 'bad'] }] })
    await expect(api().secret.remove.mutate({ name: 'api_token' })).rejects.toMatchObject({ data: { eddy: { code: 'SECRET_IN_USE', details: { usedBy: [{ name: 'taker' }] } } } })
  })

  it('that do not exist keep a workflow from running, before anything is done', async () => {
    await expect(start([{ name: 'a', kind: 'collect', arguments: [{ name: 'x', from: { secret: 'api_tokn' } }] }])).rejects.toMatchObject({ data: { eddy: { code: 'INVALID_DOCUMENT', details: [{ code: 'UNKNOWN_SECRET', hint: expect.stringContaining('api_token') }] } } })
  })

  it('the key that seals them is none', async () => {
    expect(await secrets.get('key')).toBeUndefined()
    expect(await secrets.get('OUTSIDE')).toBe(outside)
  })

  it('are sealed with a key that only its owner can read, each for its own name', async () => {
    const file = join(folder, 'secret.key')
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
    nowhere(`${await everythingStored()}${readFileSync(file, 'utf8')}`)
    const stored = await db.prisma.secret.findUniqueOrThrow({ where: { name: 'api_token' } })
    await db.prisma.secret.create({ data: { ...stored, name: 'thief' } })
    await expect(secrets.get('thief')).rejects.toThrow()
    await db.prisma.secret.update({ where: { name: 'thief' }, data: { sealed: `${stored.sealed.slice(0, -8)}AAAAAAA=` } })
    await expect(secrets.get('thief')).rejects.toThrow()
  })

  it('of another key say so, and can be set again', async () => {
    const other = createSecretStore({ db, key: readSecretKey({ given: 'ab'.repeat(32), dataDir: folder }), environment })
    expect((await other.list()).find(({ name }) => name === 'api_token')).toMatchObject({ readable: false })
    await expect(Promise.resolve(other.get('api_token'))).rejects.toThrow('stored with another key')
    await other.set('api_token', 'set-again')
    expect(await other.get('api_token')).toBe('set-again')
  })

  it('are not asked for when a run starts that takes none, nor again for one that takes what was there', async () => {
    const heard: ((message: BusMessage | undefined) => void)[] = []
    const told: BusMessage[] = []
    const bus = { tell: (message: BusMessage) => void told.push(message), listen: (listener: (message: BusMessage | undefined) => void) => void heard.push(listener), close: () => Promise.resolve() }
    let asked = 0
    const counting = { ...db, prisma: db.prisma.$extends({ query: { secret: { findMany: ({ args, query }) => (asked++, query(args)) } } }) } as unknown as Database
    const own = createSecretStore({ db: counting, key: readSecretKey({ given: undefined, dataDir: folder }), environment, bus })
    const log = async (args: readonly object[]) => ({ id: (await api().workflow.create.mutate({ document: { eddy: 1, name: 'logs', steps: [{ name: 'say', kind: 'log', config: { message: 'hello' }, arguments: args }] } as never })).id })
    const [none, one, two] = [await log([]), await log([{ name: 'a', from: { secret: 'seen' } }]), await log([{ name: 'b', from: { secret: 'later' } }])]
    const prepare = ({ id }: { readonly id: string }) => prepareRun({ db, store: runs.store, secrets: own }, { workflowId: id, input: {} })
    await own.set('seen', 'some-value')
    expect(told).toEqual([{ kind: 'secrets' }])
    await prepare(none)
    expect(asked).toBe(0)
    await prepare(one)
    await prepare(one)
    expect(asked).toBe(1)
    // whoever is refused is refused by what there is now
    await expect(prepare(two)).rejects.toThrow('cannot run yet')
    expect(asked).toBe(2)
    await secrets.set('later', 'some-value')
    await prepare(two)
    expect(asked).toBe(3)
    // another server has removed it, and says so; or may have, unheard
    for (const message of [{ kind: 'secrets' } as const, undefined]) {
      await secrets.set('seen', 'some-value')
      await prepare(one)
      await secrets.remove('seen')
      for (const hear of heard) hear(message)
      await expect(prepare(one)).rejects.toThrow('cannot run yet')
    }
    await own.remove('later')
    await expect(prepare(two)).rejects.toThrow('cannot run yet')
    await secrets.remove('seen')
  })

  it('go when that is meant', async () => {
    expect(await api().secret.remove.mutate({ name: 'api_token', evenIfUsed: true })).toEqual({ name: 'api_token' })
    await expect(api().secret.remove.mutate({ name: 'api_token', evenIfUsed: true })).rejects.toMatchObject({ data: { eddy: { code: 'NOT_FOUND' } } })
    expect(await secrets.get('api_token')).toBeUndefined()
  })
})

it('a key that is none is refused with what to do', () => {
  expect(() => readSecretKey({ given: 'too short', dataDir: folder })).toThrow('EDDY_SECRET_KEY must be 32 bytes')
  const broken = mkdtempSync(join(tmpdir(), 'eddy-secret-'))
  writeFileSync(join(broken, 'secret.key'), 'nothing', { mode: 0o644 })
  expect(() => readSecretKey({ given: undefined, dataDir: broken })).toThrow('must be 32 bytes')
})

it('a start that was killed before it had written its key keeps no later one from starting, and none replaces a key', () => {
  const killed = mkdtempSync(join(tmpdir(), 'eddy-keys-'))
  writeFileSync(join(killed, 'secret.key'), '', { mode: 0o600 })
  const { id } = readSecretKey({ given: undefined, dataDir: killed })
  expect(readSecretKey({ given: undefined, dataDir: killed }).id).toBe(id)
  expect(readdirSync(killed)).toEqual(['secret.key'])
  expect(statSync(join(killed, 'secret.key')).mode & 0o777).toBe(0o600)
  expect(() => writeKey(killed, Buffer.alloc(32, 1).toString('base64'))).toThrow('there is a key')
  expect(readSecretKey({ given: undefined, dataDir: killed }).id).toBe(id)
})
