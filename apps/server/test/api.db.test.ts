import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createEvaluator, createExecutor } from '@eddy/steps/run'
import type { ApiOptions } from '../src/api/add-api.ts'
import { Prisma, type Database } from '../src/db/index.ts'
import { buildApp } from '../src/http/app.ts'
import { RunHost } from '../src/run/run-host.ts'
import { createToken, listTokens, revokeToken } from '../src/token/api-token.ts'
import { createWorkflow } from '../src/workflow/create-workflow.ts'
import { openOwn } from './open-own.ts'

type App = Awaited<ReturnType<typeof buildApp>>

const requestKey = randomBytes(32)
let db: Database
let runs: RunHost
let open: App
let closed: App
const build = (options: ApiOptions) => buildApp({ db, runs, demoUrl: null, allowedHosts: [] }, { host: '127.0.0.1', origins: [], requestKey, ...options })

beforeAll(async () => {
  db = await openOwn()
  runs = new RunHost({ db, executor: createExecutor({ outsideWorkers: true }), evaluator: createEvaluator() })
  open = await build({})
  closed = await build({ requireToken: true })
}, 240_000)
afterAll(async () => {
  await Promise.all([open.close(), closed.close()])
  await runs.close()
  await db.close()
})

const blank = { document: { eddy: 1, name: 'made', steps: [] } }
const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` })
const ask = (app: App, { method = 'GET', url, headers = {}, body }: { readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE'; readonly url: string; readonly headers?: { readonly [name: string]: string }; readonly body?: object }) =>
  app.inject({ method, url: `/api/v1${url}`, headers: { host: '127.0.0.1', ...headers }, ...(body === undefined ? {} : { payload: body }) })
const create = (key: string, body: object = blank) => ask(open, { method: 'POST', url: '/workflows', headers: { 'idempotency-key': key }, body })
const count = () => db.prisma.workflow.count()

describe('addresses', () => {
  it('that need nothing to be said answer when nothing is said', async () => {
    const { paths } = (await ask(open, { url: '/openapi.json' })).json() as { readonly paths: { readonly [path: string]: { readonly get?: { readonly parameters?: readonly { readonly required?: boolean; readonly $ref?: string }[]; readonly responses: object } } } }
    const bare = Object.entries(paths).filter(([path, { get }]) => get !== undefined && !path.includes('{') && '200' in get.responses && !get.parameters?.some(({ required }) => required === true)).map(([path]) => path)
    expect(bare).toEqual(expect.arrayContaining(['/runs', '/runs/count', '/workflows']))
    const answers = await Promise.all(bare.map(async (url) => [url, await ask(open, { url })] as const))
    expect(answers.filter(([, { statusCode }]) => statusCode === 400).map(([url, { body }]) => [url, body])).toEqual([])
  })
})

/** What is asked with a body and changes nothing. */
const READING: readonly string[] = [
  'POST /workflows/validate', 'POST /workflows/import', 'POST /workflows/1/part-plan', 'POST /runs/1/again-plan', 'POST /triggers/preview', 'POST /triggers/times', 'POST /library/export',
  'POST /library/1/install-plan', 'POST /storage/clean-up-preview',
]

describe('API tokens', () => {
  it('are demanded where the server says so, and must hold wherever they are shown', async () => {
    const none = await ask(closed, { url: '/workflows' })
    expect([none.statusCode, none.headers['content-type'], none.headers['www-authenticate'], none.json()]).toMatchObject([401, expect.stringContaining('application/problem+json'), 'Bearer realm="eddy"', { type: 'urn:eddy:problem:token_needed', status: 401, code: 'TOKEN_NEEDED', instance: '/api/v1/workflows' }])
    expect((await ask(open, { url: '/workflows' })).statusCode).toBe(200)
    expect((await ask(open, { url: '/workflows', headers: bearer('eddy_made_up') })).json().code).toBe('TOKEN_UNKNOWN')
    expect((await ask(open, { url: '/workflows', headers: { authorization: 'Basic YTpi' } })).statusCode).toBe(401)
    expect((await ask(closed, { url: '/openapi.json' })).json().openapi).toBe('3.1.1')
  })

  it('let their holder do what their scopes say, until they expire or are revoked', async () => {
    const made = Object.fromEntries(await Promise.all((['read', 'run', 'edit', 'admin'] as const).map(async (scope) => [scope, (await createToken(db, { name: scope, scopes: [scope] })).secret] as const)))
    const allowed = async (scope: string) => {
      const headers = bearer(made[scope] ?? '')
      const asked = await Promise.all([ask(closed, { url: '/runs', headers }), ask(closed, { method: 'POST', url: '/runs', headers, body: {} }), ask(closed, { method: 'POST', url: '/workflows', headers, body: { nothing: 1 } }), ask(closed, { url: '/secrets', headers })])
      return asked.map(({ statusCode }) => statusCode !== 403)
    }
    expect(await allowed('read')).toEqual([true, false, false, false])
    expect(await allowed('run')).toEqual([true, true, false, false])
    expect(await allowed('edit')).toEqual([true, false, true, false])
    expect(await allowed('admin')).toEqual([true, true, true, true])
    const soon = await createToken(db, { name: 'soon over', scopes: ['read'], expiresAt: new Date(Date.now() + 60_000) })
    await db.prisma.apiToken.update({ where: { id: soon.token.id }, data: { expiresAt: new Date(Date.now() - 1) } })
    expect((await ask(closed, { url: '/runs', headers: bearer(soon.secret) })).json()).toMatchObject({ status: 401, code: 'TOKEN_EXPIRED', detail: 'The token "soon over" has expired; make a new one.' })
    const gone = await createToken(db, { name: 'gone', scopes: ['read'] })
    await revokeToken(db, gone.token.id)
    expect((await ask(closed, { url: '/runs', headers: bearer(gone.secret) })).json().code).toBe('TOKEN_REVOKED')
    await expect(createToken(db, { name: 'late', scopes: ['read'], expiresAt: new Date(0) })).rejects.toThrow('would have expired already')
  })

  it.each(['revoked', 'expired'])('let nobody go on reading a stream once they are %s', async (state) => {
    const app = await build({ requireToken: true, pingMs: 20 })
    try {
      await app.listen({ port: 0, host: '127.0.0.1' })
      const [lost, kept] = [await createToken(db, { name: state, scopes: ['read'] }), await createToken(db, { name: 'holds', scopes: ['read'] })]
      const open = async (secret: string) => (await fetch(`${app.listeningOrigin}/api/v1/runs/changes`, { headers: { accept: 'text/event-stream', ...bearer(secret) } })).body?.pipeThrough(new TextDecoderStream()).getReader()
      const [reader, other] = [await open(lost.secret), await open(kept.secret)]
      const beats = async (from: typeof reader) => { for (let beat = 0; beat < 5; ) beat += (await from?.read())?.value?.includes(': here') ? 1 : 0 }
      await beats(reader)
      await db.prisma.apiToken.update({ where: { id: lost.token.id }, data: state === 'revoked' ? { revokedAt: new Date() } : { expiresAt: new Date(Date.now() - 1) } })
      await expect((async () => { for (;;) if ((await reader?.read())?.done !== false) throw new Error('over') })()).rejects.toThrow()
      await beats(other)
      await other?.cancel()
      expect((await fetch(`${app.listeningOrigin}/api/v1/runs/changes`, { headers: { accept: 'text/event-stream', ...bearer(lost.secret) } })).status).toBe(401)
    } finally {
      await app.close()
    }
  })

  it('let nobody take a task that was waited for once they are revoked', async () => {
    const app = await build({ requireToken: true })
    await app.listen({ port: 0, host: '127.0.0.1' })
    try {
      const [lost, kept] = [await createToken(db, { name: 'worker', scopes: ['run'] }), await createToken(db, { name: 'other worker', scopes: ['run'] })]
      const claim = (secret: string, waitSeconds: number) => fetch(`${app.listeningOrigin}/api/v1/tasks/claim`, { method: 'POST', headers: { 'content-type': 'application/json', ...bearer(secret) }, body: JSON.stringify({ queues: ['revoked'], waitSeconds }) })
      const waiting = claim(lost.secret, 20)
      await new Promise((done) => setTimeout(done, 300))
      await revokeToken(db, lost.token.id)
      const { id: workflowId } = await createWorkflow(db, { eddy: 1, name: 'for_workers', steps: [{ name: 'work', kind: 'agent.task', config: { queue: 'revoked' } }] })
      await runs.start({ workflowId, input: {} })
      expect(await (await waiting).json()).toEqual({ task: null })
      expect((await claim(lost.secret, 0)).status).toBe(401)
      expect(await (await claim(kept.secret, 5)).json()).toMatchObject({ task: { queue: 'revoked' } })
    } finally {
      await app.close()
    }
  }, 40_000)

  it('with a scope to read are refused at every address that changes something, and what is no token at all of them', async () => {
    const { secret } = await createToken(db, { name: 'reads', scopes: ['read'] })
    const { paths } = (await ask(closed, { url: '/openapi.json' })).json() as { readonly paths: { readonly [path: string]: { readonly [method: string]: object } } }
    const all = Object.entries(paths).flatMap(([path, methods]) => Object.keys(methods).filter((method) => ['get', 'post', 'put', 'delete', 'patch'].includes(method)).map((method) => ({ method: method.toUpperCase() as 'GET' | 'POST' | 'PUT' | 'DELETE', url: path.replace('/api/v1', '').replaceAll(/\{\w+\}/g, '1') })))
    expect(all.length).toBeGreaterThan(100)
    const stored = await Promise.all([count(), db.prisma.apiToken.count(), db.prisma.trigger.count(), db.prisma.secret.count()])
    const body = ({ method }: { readonly method: string }) => (method === 'GET' || method === 'DELETE' ? {} : { body: {} })
    const letIn: string[] = []
    for (const one of all) {
      const answer = await ask(closed, { ...one, ...body(one), headers: bearer(secret) })
      if (one.method !== 'GET' && answer.statusCode !== 403) letIn.push(`${one.method} ${one.url}`)
      for (const authorization of ['Bearer', `Bearer ${secret}x`, `Bearer ${secret} `.repeat(2), `Token ${secret}`, 'Bearer ' + 'x'.repeat(5000)]) {
        const refused = await ask(closed, { ...one, ...body(one), headers: { authorization } })
        expect([one, authorization.slice(0, 80), refused.statusCode, refused.headers['content-type'], refused.json()]).toMatchObject([one, authorization.slice(0, 80), 401, expect.stringContaining('application/problem+json'), { status: 401, code: 'TOKEN_UNKNOWN' }])
      }
    }
    expect(letIn).toEqual(READING)
    expect(await Promise.all([count(), db.prisma.apiToken.count(), db.prisma.trigger.count(), db.prisma.secret.count()])).toEqual(stored)
  })

  it('are kept as their SHA-256, and tell when they were used', async () => {
    const { secret, token } = await createToken(db, { name: 'kept', scopes: ['read'] })
    await ask(closed, { url: '/runs', headers: bearer(secret) })
    const [row] = (await listTokens(db)).filter(({ id }) => id === token.id)
    expect([token.usedAt, row?.usedAt, secret.startsWith(row?.hint ?? '?'), row?.hint.length]).toEqual([null, expect.any(String), true, 9])
    const { rows } = await db.pool.query('SELECT * FROM api_token')
    expect(JSON.stringify(rows)).not.toContain(secret.slice(12))
    // asked for with a key, the secret is told once and not kept
    const asked = { method: 'POST', url: '/tokens', headers: { 'idempotency-key': 'token-1' }, body: { name: 'once', scopes: ['run'] } } as const
    const first = await ask(open, asked)
    expect(first.json().secret).toMatch(/^eddy_/)
    expect((await ask(open, asked)).json()).toMatchObject({ status: 409, code: 'TOLD_ONCE' })
    expect(JSON.stringify((await db.pool.query('SELECT * FROM idempotent_request')).rows)).not.toContain(first.json().secret)
  })

  it('name who starts a run: its side of a canary is the caller’s', async () => {
    const { id } = (await create('canary', { document: { eddy: 1, name: 'canary', steps: [{ name: 'a', kind: 'code', config: { source: 'return 1' } }] } })).json()
    const start = vi.spyOn(runs, 'start')
    const { secret } = await createToken(db, { name: 'shop', scopes: ['run'] })
    await ask(closed, { method: 'POST', url: '/runs', headers: bearer(secret), body: { workflowId: id, input: {} } })
    await ask(closed, { method: 'POST', url: '/runs', headers: bearer(secret), body: { workflowId: id, input: {}, canaryKey: 'customer-7' } })
    expect(start.mock.calls.map(([{ canaryKey }]) => canaryKey)).toEqual(['shop', 'customer-7'])
    start.mockRestore()
  })
})

describe('idempotency keys', () => {
  it('give a repeat the same answer, and another body none', async () => {
    const before = await count()
    const first = await create('one')
    const second = await create('one')
    expect([first.statusCode, first.headers['idempotent-replayed'], second.statusCode, second.headers['idempotent-replayed'], second.body]).toEqual([201, undefined, 201, 'true', first.body])
    expect([second.headers['location'], second.headers['etag']]).toEqual([first.headers['location'], first.headers['etag']])
    expect((await create('one', { document: { ...blank.document, name: 'other' } })).json()).toMatchObject({ status: 422, code: 'KEY_USED' })
    // the same said in another order is the same
    expect((await create('one', { document: { steps: [], name: 'made', eddy: 1 } })).headers['idempotent-replayed']).toBe('true')
    expect(await count()).toBe(before + 1)
  })

  it('hold across a restart, for each caller alone', async () => {
    const first = await create('restart')
    await open.close()
    open = await build({})
    expect((await create('restart')).body).toBe(first.body)
    const { secret } = await createToken(db, { name: 'another', scopes: ['edit'] })
    const other = await ask(open, { method: 'POST', url: '/workflows', headers: { ...bearer(secret), 'idempotency-key': 'restart' }, body: blank })
    expect(other.json().id).not.toBe(first.json().id)
  })

  it('are free again after a refusal: nothing was done, and the next time it may be', async () => {
    const { id } = (await create('not-yet-made', { document: { eddy: 1, name: 'not_yet', steps: [{ name: 'a', kind: 'code', config: { source: 'return 1' } }] } })).json()
    const start = () => ask(open, { method: 'POST', url: '/runs', headers: { 'idempotency-key': 'not-yet' }, body: { workflowId: id, environment: 'live', input: {} } })
    expect((await start()).json()).toMatchObject({ status: 404, detail: expect.stringMatching(/No version is live/) })
    const { headers } = await ask(open, { url: `/workflows/${id}` })
    await ask(open, { method: 'POST', url: `/workflows/${id}/versions`, headers: { 'if-match': String(headers['etag']) }, body: {} })
    await ask(open, { method: 'PUT', url: `/workflows/${id}/environments/live`, body: { number: 1 } })
    const started = await start()
    expect(started.json()).toEqual({ runId: expect.any(String) })
    expect((await start()).body).toBe(started.body)
  })

  it('work once however many ask at once; the others are told to wait', async () => {
    const before = await count()
    const all = await Promise.all(Array.from({ length: 8 }, () => create('crowd')))
    for (const { statusCode, headers } of all) expect(statusCode === 201 || (statusCode === 409 && Number(headers['retry-after']) > 0)).toBe(true)
    expect(await count()).toBe(before + 1)
    expect((await create('crowd')).statusCode).toBe(201)
  })

  it('say so when a server died over a request, and do again only what may be done again', async () => {
    const dead = async (key: string) => {
      await db.prisma.idempotentRequest.update({ where: { scope_key: { scope: 'http:', key } }, data: { answer: Prisma.DbNull, leaseAt: new Date(Date.now() - 1) } })
    }
    await create('crash')
    await dead('crash')
    expect((await create('crash')).json()).toMatchObject({ status: 409, code: 'OUTCOME_UNKNOWN' })
    await db.prisma.idempotentRequest.update({ where: { scope_key: { scope: 'http:', key: 'crash' } }, data: { leaseAt: new Date(Date.now() + 20_000) } })
    expect((await create('crash')).json()).toMatchObject({ status: 409, code: 'IN_PROGRESS' })
    const { id } = (await create('crash-run', { document: { eddy: 1, name: 'crash_run', steps: [{ name: 'a', kind: 'code', config: { source: 'return 1' } }] } })).json()
    const start = () => ask(open, { method: 'POST', url: '/runs', headers: { 'idempotency-key': 'start-1' }, body: { workflowId: id, input: {} } })
    const first = (await start()).json()
    await dead('start-1')
    // a run knows its key itself
    expect((await start()).json()).toEqual(first)
    // and whose: another caller's is another run, however long the key
    const { secret } = await createToken(db, { name: 'starts too', scopes: ['run'] })
    const key = 'k'.repeat(255)
    const others = await Promise.all(['start-1', key, key].map((sent) => ask(open, { method: 'POST', url: '/runs', headers: { ...bearer(secret), 'idempotency-key': sent }, body: { workflowId: id, input: {} } })))
    expect(others[0]?.json().runId).toMatch(/./)
    expect([first.runId, others[1]?.json().runId]).not.toContain(others[0]?.json().runId)
  })

  it('are kept for a day', async () => {
    await create('old')
    await db.prisma.idempotentRequest.update({ where: { scope_key: { scope: 'http:', key: 'old' } }, data: { expiresAt: new Date(Date.now() - 1) } })
    expect((await create('old')).headers['idempotent-replayed']).toBeUndefined()
    const [row] = await db.prisma.idempotentRequest.findMany({ where: { key: 'old' } })
    expect((row?.expiresAt.getTime() ?? 0) - Date.now()).toBeGreaterThan(23.9 * 3_600_000)
  })
})

describe('refusals', () => {
  it('look the same, whoever refuses', async () => {
    const broken = await open.inject({ method: 'POST', url: '/api/v1/workflows', headers: { host: '127.0.0.1', 'content-type': 'application/json' }, payload: '{"document": ' })
    const large = await ask(open, { method: 'POST', url: '/workflows', body: { document: 'x'.repeat(10_000_001) } })
    const text = await open.inject({ method: 'POST', url: '/api/v1/workflows', headers: { host: '127.0.0.1', 'content-type': 'text/csv' }, payload: 'a,b' })
    const stranger = await ask(open, { url: '/workflows', headers: { origin: 'https://elsewhere.example' } })
    const other = await open.inject({ method: 'GET', url: '/api/v1/workflows', headers: { host: 'rebound.example' } })
    const nowhere = await ask(open, { url: '/nothing' })
    const method = await ask(open, { method: 'DELETE', url: '/runs' })
    const all = [broken, large, text, stranger, other, nowhere, method]
    expect(all.map((answer) => [answer.statusCode, answer.json().code])).toEqual([[400, 'INVALID_JSON'], [413, 'TOO_LARGE'], [415, 'NOT_JSON'], [403, 'STRANGER'], [403, 'STRANGER'], [404, 'NOT_FOUND'], [405, 'METHOD_NOT_ALLOWED']])
    for (const answer of all) {
      expect(answer.headers['content-type']).toContain('application/problem+json')
      expect(answer.json()).toMatchObject({ type: expect.stringMatching(/^urn:eddy:problem:/), title: expect.any(String), status: answer.statusCode, detail: expect.any(String), instance: expect.stringMatching(/^\/api\/v1/) })
    }
    expect(method.headers['allow']).toBe('GET, POST')
  })

  it('tell all faults of a request at once, where they stand', async () => {
    const { problems } = (await ask(open, { url: '/runs?status=lost&minMs=-1&since=yesterday' })).json()
    expect(problems.map(({ in: where, path }: { in: string; path: string }) => [where, path])).toEqual([['query', '/status/0'], ['query', '/since'], ['query', '/minMs']])
    const strange = (await ask(open, { url: '/runs?stattus=failed' })).json()
    expect(strange.problems[0].message).toContain('There is no "stattus" here; there is')
  })

  it('of an internal fault tell nothing of it, and are not kept', async () => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const failing = vi.spyOn(db.prisma.workflow, 'createMany').mockRejectedValueOnce(new Error('the disk of /var/lib is full') as never)
    const first = await create('broken')
    expect([first.statusCode, first.json().code, first.body.includes('/var/lib')]).toEqual([500, 'INTERNAL', false])
    expect((await create('broken')).statusCode).toBe(201)
    failing.mockRestore()
    error.mockRestore()
  })

  it('come with a time to wait where there are too many requests', async () => {
    const limited = await build({ apiRate: 3 })
    const answers = await Promise.all([1, 2, 3, 4].map(() => ask(limited, { url: '/health' })))
    const last = answers.find(({ statusCode }) => statusCode === 429)
    expect([answers.map(({ statusCode }) => statusCode).sort((a, b) => a - b), last?.json().code, Number(last?.headers['retry-after']) > 0]).toEqual([[200, 200, 200, 429], 'TOO_MANY_REQUESTS', true])
    await limited.close()
  })

  it('come with a time to wait to who makes tokens up, but not to who shows one that holds', async () => {
    const limited = await build({ requireToken: true, apiRate: 3 })
    const [good, other] = [await createToken(db, { name: 'limited', scopes: ['read'] }), await createToken(db, { name: 'limited too', scopes: ['read'] })]
    const status = async (secret: string) => (await ask(limited, { url: '/runs', headers: bearer(secret) })).statusCode
    expect(await status(good.secret)).toBe(200)
    const made = []
    for (const nth of [1, 2, 3, 4, 5]) made.push(await status(`eddy_made_up_${nth}`))
    expect(made).toEqual([401, 401, 401, 429, 429])
    expect([await status(good.secret), await status(good.secret), await status(good.secret)]).toEqual([200, 200, 429])
    // nobody knows yet that it holds
    expect(await status(other.secret)).toBe(429)
    await limited.close()
  })
})

describe('the page of the documentation', () => {
  it('is whole, and comes from here alone', async () => {
    const page = await open.inject({ method: 'GET', url: '/api', headers: { host: '127.0.0.1' } })
    expect(page.headers['content-security-policy']).toContain("script-src 'self'")
    const files = [...page.body.matchAll(/(?:src|href)="(\/api\/[^"]+)"/g)].map(([, file]) => file ?? '')
    expect(files.length).toBeGreaterThan(4)
    for (const url of files) expect([url, (await open.inject({ method: 'GET', url, headers: { host: '127.0.0.1' } })).statusCode]).toEqual([url, 200])
    expect(page.body).not.toMatch(/https?:\/\//)
  })
})
