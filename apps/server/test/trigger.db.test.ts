import { createHmac } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTRPCClient, httpLink } from '@trpc/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEvaluator, createExecutor } from '@eddy/steps/run'
import type { Json, WorkflowDocument } from '@eddy/workflow'
import type { Database } from '../src/db/index.ts'
import { buildApp } from '../src/http/app.ts'
import { newId } from '../src/new-id.ts'
import { RunHost } from '../src/run/run-host.ts'
import { environmentSecrets } from '../src/secret/environment-secrets.ts'
import { createSecretStore } from '../src/secret/secret-store.ts'
import { readSecretKey } from '../src/secret/secret-key.ts'
import { claimDue, LEASE_MS } from '../src/trigger/claim-firings.ts'
import type { TriggerSettings } from '../src/trigger/trigger-config.ts'
import { TriggerHost } from '../src/trigger/trigger-host.ts'
import type { AppRouter } from '../src/trpc/root.ts'
import { openOwn } from './open-own.ts'

const folder = mkdtempSync(join(tmpdir(), 'eddy-trigger-'))
const evaluator = createEvaluator()
let db: Database
let runs: RunHost
let app: Awaited<ReturnType<typeof buildApp>>
/** Its time is the tests'. */
let now = Date.parse('2026-01-01T00:00:00Z')
let host: TriggerHost

beforeAll(async () => {
  db = await openOwn()
  const secrets = createSecretStore({ db, key: readSecretKey({ given: undefined, dataDir: folder }), environment: environmentSecrets({ EDDY_SECRET_HOOK: 'the secret' }) })
  runs = new RunHost({ db, executor: createExecutor({ sendSignal: (signal) => runs.signals.send(signal) }), evaluator, secrets })
  host = new TriggerHost({ db, runs, evaluator, secrets, workspace: folder, now: () => now })
  app = await buildApp({ db, runs, triggers: host, demoUrl: null, allowedHosts: [], secrets }, { host: '127.0.0.1', origins: [] })
  await app.listen({ port: 0, host: '127.0.0.1' })
}, 240_000)
afterAll(async () => {
  await app.close()
  await host.close()
  await runs.close()
  await db.close()
  rmSync(folder, { recursive: true, force: true })
})

const api = () => createTRPCClient<AppRouter>({ links: [httpLink({ url: `${app.listeningOrigin}/trpc` })] })
let made = 0
/** Gives back what it got; takes a number at least 1, and a word that may be left out. */
const echoing = (): WorkflowDocument => ({
  eddy: 1, name: `echo_${++made}`, inputs: [{ name: 'amount', schema: { type: 'number', minimum: 1 } }, { name: 'word', required: false, schema: { type: 'string' } }],
  steps: [{ name: 'answer', kind: 'expression', arguments: [{ name: 'amount', from: { input: 'amount' } }, { name: 'word', from: { input: 'word' } }], config: { expr: '{ "amount": amount, "word": word }' } }], return: 'answer',
})
const create = async (document: WorkflowDocument) => (await api().workflow.create.mutate({ document: document as never })).id
const publish = async (workflowId: string) => api().version.publish.mutate({ workflowId, revision: (await api().workflow.get.query({ id: workflowId })).revision })
const live = async (document: WorkflowDocument = echoing()) => {
  const workflowId = await create(document)
  await publish(workflowId)
  await api().version.move.mutate({ workflowId, environment: 'live', number: 1 })
  return workflowId
}
const trigger = async (workflowId: string, settings: Partial<Omit<TriggerSettings, 'config'>> & { readonly config: object }) => api().trigger.save.mutate({ workflowId, settings: { name: `trigger ${++made}`, ...settings } as never })
/** An API trigger of a workflow that takes other inputs since it was made. */
const outgrown = async (document: WorkflowDocument, { mapping, to }: { readonly mapping: { readonly [input: string]: string }; readonly to: WorkflowDocument }) => {
  const workflowId = await live(document)
  const { id } = await trigger(workflowId, { config: { kind: 'api' }, mapping })
  await api().workflow.save.mutate({ id: workflowId, document: to as never, baseRevision: (await api().workflow.get.query({ id: workflowId })).revision })
  await publish(workflowId)
  await api().version.move.mutate({ workflowId, environment: 'live', number: 2 })
  return id
}
const firings = async (triggerId: string) => (await api().trigger.firings.query({ triggerId, limit: 200 })).items
const ended = async (runId: string | null) => {
  if (runId === null) throw new Error('no run')
  await expect.poll(async () => (await api().run.get.query({ runId })).endedAt, { timeout: 60_000, interval: 20 }).not.toBeNull()
  return api().run.get.query({ runId })
}
const at = (text: string) => void (now = Date.parse(text))
const pass = () => host.pass({ all: true })
/** A workflow that is under way until it gets a signal. */
const waiting = (name: string): WorkflowDocument => ({ eddy: 1, name: `waits_${++made}`, steps: [{ name: 'wait', kind: 'wait.signal', config: { name } }] })

describe('a manual or API trigger', () => {
  it('maps what arrived to the input, and its run says who has started it', async () => {
    const { id, name } = await trigger(await live(), { config: { kind: 'api' }, mapping: { amount: '$sum(payload.lines.price)', word: 'payload.word' } })
    const fired = await api().trigger.fire.mutate({ id, payload: { lines: [{ price: 2 }, { price: 3 }] } })
    expect(fired).toMatchObject({ state: 'started', test: false, problems: [] })
    expect(await ended(fired.runId)).toMatchObject({ status: 'succeeded', value: { amount: 5, word: null }, trigger: { id, name }, environment: 'live', version: 1 })
  })

  it('takes the payload as the input without a mapping, and fires once for a key', async () => {
    const { id } = await trigger(await live(), { config: { kind: 'manual' } })
    const twice = await Promise.all([1, 2].map(() => api().trigger.fire.mutate({ id, payload: { amount: 7 }, idempotencyKey: 'a' })))
    const again = await api().trigger.fire.mutate({ id, payload: { amount: 8 }, idempotencyKey: 'a' })
    expect(new Set([...twice, again].map((firing) => firing.id)).size).toBe(1)
    expect((await ended(again.runId)).value).toEqual({ amount: 7, word: null })
  })

  it('fires under the same key once what it was refused for is gone', async () => {
    const workflowId = await create(echoing())
    const { id } = await trigger(workflowId, { config: { kind: 'api' } })
    const fire = () => app.inject({ method: 'POST', url: `/api/v1/triggers/${id}/fire`, headers: { host: '127.0.0.1', 'idempotency-key': 'early' }, payload: { payload: { amount: 2 } } })
    expect((await fire()).json()).toMatchObject({ state: 'refused', reason: expect.stringMatching(/No version is live/) })
    await api().trigger.enable.mutate({ id, enabled: false })
    expect((await fire()).json()).toMatchObject({ status: 409, detail: expect.stringMatching(/is paused/) })
    await api().trigger.enable.mutate({ id, enabled: true })
    await publish(workflowId)
    await api().version.move.mutate({ workflowId, environment: 'live', number: 1 })
    const started = await fire()
    expect(started.json()).toMatchObject({ state: 'started' })
    expect((await fire()).body).toBe(started.body)
    expect(await firings(id)).toHaveLength(1)
  })

  it('refuses what does not fit with all problems, and keeps it', async () => {
    const document = echoing()
    const id = await outgrown({ ...document, inputs: [...(document.inputs ?? []), { name: 'other', required: false, schema: {} }, { name: 'broken', required: false, schema: {} }] }, { mapping: { amount: 'payload.amount', word: 'payload.word', other: '1', broken: '$number("x")' }, to: document })
    const fired = await api().trigger.fire.mutate({ id, payload: { amount: 0, word: 5 } })
    expect(fired).toMatchObject({ state: 'refused', runId: null, reason: 'What arrived does not make an input that the workflow takes.' })
    expect(fired.problems.map(({ path }) => path).sort()).toEqual(['/amount', '/broken', '/other', '/word'])
    expect(await firings(id)).toEqual([fired])
  })

  it('is not kept where no run can begin by its mapping, neither as is live nor as is drafted', async () => {
    const workflowId = await live()
    const settings = { config: { kind: 'api' }, mapping: { amount: '1', wrod: '2' } }
    await expect(trigger(workflowId, settings)).rejects.toMatchObject({ message: 'The workflow has no input "wrod". Did you mean "word"?', data: { eddy: { code: 'INVALID_INPUT', details: [{ code: 'INPUT_UNKNOWN', path: '/mapping/wrod' }] } } })
    await expect(trigger(workflowId, { ...settings, mapping: { word: '"x"' } })).rejects.toThrow('The input "amount" is required.')
    await expect(trigger(workflowId, { ...settings, runs: { draft: true } })).rejects.toThrow('no input "wrod"')
    const { id } = await trigger(workflowId, { ...settings, mapping: { amount: '1' } })
    await expect(api().trigger.save.mutate({ id, workflowId, settings: { name: 'other', ...settings } as never })).rejects.toThrow('no input "wrod"')
    // what the draft takes may be live soon
    const draft = await api().workflow.get.query({ id: workflowId })
    const document = { ...draft.document, inputs: [...(draft.document.inputs ?? []), { name: 'wrod', schema: {} }] }
    const { revision } = await api().workflow.save.mutate({ id: workflowId, document: document as never, baseRevision: draft.revision })
    await trigger(workflowId, settings)
    await expect(trigger(workflowId, { ...settings, runs: { number: 1 } })).rejects.toThrow('no input "wrod"')
    // and what it takes no longer is said when it is published
    const unfit = { code: 'INPUT_MISSING', severity: 'warning', message: expect.stringMatching(/^The trigger "trigger \d+" no longer fits\. The input "wrod" is required\.$/) }
    expect((await api().version.check.query({ workflowId })).warnings).toEqual([expect.objectContaining(unfit)])
    expect((await api().version.publish.mutate({ workflowId, revision })).warnings).toEqual([expect.objectContaining(unfit)])
  })

  it('says why there is no version to run', async () => {
    const workflowId = await create(echoing())
    const { id } = await trigger(workflowId, { config: { kind: 'manual' } })
    expect(await api().trigger.fire.mutate({ id, payload: { amount: 1 } })).toMatchObject({ state: 'refused', reason: 'No version is live yet; publish one and point live at it.' })
    const draft = await trigger(workflowId, { config: { kind: 'manual' }, runs: { draft: true } })
    expect(await api().trigger.fire.mutate({ id: draft.id, payload: { amount: 1 } })).toMatchObject({ state: 'started' })
  })

  it('can be paused, tried out all the same, changed by one at a time, and removed', async () => {
    const workflowId = await live()
    const { id, revision } = await trigger(workflowId, { config: { kind: 'manual' } })
    expect(await api().trigger.enable.mutate({ id, enabled: false })).toEqual({ id, enabled: false, nextAt: null })
    await expect(api().trigger.fire.mutate({ id, payload: { amount: 1 } })).rejects.toThrow(/is paused/)
    expect(await api().trigger.fire.mutate({ id, sample: { payload: { amount: 1 } } })).toMatchObject({ state: 'started', test: true })
    await expect(api().trigger.save.mutate({ id, revision, workflowId, settings: { name: 'other', config: { kind: 'api' } } })).rejects.toThrow(/changed by somebody else/)
    await api().trigger.remove.mutate({ id })
    await expect(api().trigger.get.query({ id })).rejects.toThrow(/There is no trigger/)
  })

  it('shows the input that a sample makes, and starts nothing', async () => {
    const workflowId = await live()
    const before = await api().run.count.query({ filter: { workflowId } })
    const ask = (sample: { [part: string]: Json }, filter: string | null = null) => api().trigger.preview.query({ workflowId, kind: 'webhook', mapping: { amount: 'body.amount' }, filter, sample })
    expect(await ask({ body: { amount: 3 } })).toMatchObject({ passes: true, input: { amount: 3, word: null }, problems: [] })
    expect(await ask({ body: {} })).toMatchObject({ passes: true, problems: [{ path: '/amount', code: 'INPUT_MISSING' }] })
    expect(await ask({ body: { amount: 3 } }, 'body.amount > 5')).toMatchObject({ passes: false })
    expect(await api().run.count.query({ filter: { workflowId } })).toEqual(before)
  })

  it('is not kept with settings that cannot be; all are told', async () => {
    const workflowId = await live()
    const refused = await trigger(workflowId, { config: { kind: 'schedule', when: { every: 'cron', cron: '61 * * * *', zone: 'Mars/Base' } }, mapping: { amount: '(' } }).catch((error: Error) => error.message)
    expect(refused).toContain('is no cron pattern')
    expect(refused).toContain('is no time zone')
    expect(refused).toContain('is no expression')
    for (const glob of ['/etc/**', '../*.csv', '[a']) expect(await trigger(workflowId, { config: { kind: 'file', glob } }).catch((error: Error) => error.message)).toContain(`the pattern \\"${glob}\\" cannot be used`)
  })
})

describe('a webhook', () => {
  const call = (path: string, body: unknown, headers: { readonly [name: string]: string } = {}) => fetch(`${app.listeningOrigin}/hooks/${path}`, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } })
  const answer = async (response: Response) => ({ status: response.status, body: (await response.json()) as { [name: string]: unknown } })
  const mapping = { amount: 'body.amount', word: 'query.word' }

  it('answers at once with the run that it started', async () => {
    await trigger(await live(), { config: { kind: 'webhook', path: 'orders/new' }, mapping })
    const { status, body } = await answer(await call('orders/new?word=hi', { amount: 2 }))
    expect(status).toBe(202)
    expect((await ended(String(body['runId']))).value).toEqual({ amount: 2, word: 'hi' })
    expect(await answer(await call('orders/none', {}))).toMatchObject({ status: 404 })
    expect(await answer(await fetch(`${app.listeningOrigin}/hooks/orders/new`))).toMatchObject({ status: 405 })
    // a path is no pattern
    expect(await answer(await call('orders/n_w', {}))).toMatchObject({ status: 404 })
  })

  it('answers with the value when the run ends, or that it takes longer', async () => {
    await trigger(await live(), { config: { kind: 'webhook', path: 'value', reply: { mode: 'at_end', withinMs: 10_000 } }, mapping })
    expect(await answer(await call('value', { amount: 2 }))).toMatchObject({ status: 200, body: { status: 'succeeded', value: { amount: 2, word: null } } })
    await trigger(await live(waiting('never')), { config: { kind: 'webhook', path: 'long', reply: { mode: 'at_end', withinMs: 200 } }, mapping: {} })
    expect(await answer(await call('long', {}))).toMatchObject({ status: 202, body: { status: 'running' } })
    const failing: WorkflowDocument = { eddy: 1, name: `fails_${++made}`, steps: [{ name: 'no', kind: 'fail', config: { message: 'not today' } }] }
    await trigger(await live(failing), { config: { kind: 'webhook', path: 'fails', reply: { mode: 'at_end', withinMs: 10_000 } }, mapping: {} })
    expect(await answer(await call('fails', {}))).toMatchObject({ status: 500, body: { error: { message: 'not today' } } })
  })

  it('refuses a body that does not fit its schema or is no JSON, and keeps that', async () => {
    const schema = { type: 'object', required: ['amount', 'id'], properties: { amount: { type: 'number' } } }
    const { id } = await trigger(await live(), { config: { kind: 'webhook', path: 'strict', schema }, mapping })
    const { status, body } = await answer(await call('strict', { amount: 'x' }))
    expect(status).toBe(422)
    expect((body['problems'] as unknown[]).length).toBeGreaterThanOrEqual(2)
    expect(await answer(await call('strict', { amount: 1, id: 'x'.repeat(1_000_001) }))).toEqual({ status: 413, body: { error: 'The request is larger than 1 MB, which is the most that this address takes.' } })
    expect(await answer(await call('strict', '{"amount":'))).toMatchObject({ status: 422, body: { error: expect.stringMatching(/no JSON/) } })
    expect((await firings(id)).map(({ state }) => state)).toEqual(['refused', 'refused'])
  })

  it('starts one run for a delivery that comes twice, and tries a refused one again', async () => {
    const { id } = await trigger(await live(), { config: { kind: 'webhook', path: 'twice' }, mapping })
    const send = (amount: number, key: string) => call('twice', { amount }, { 'idempotency-key': key }).then(answer)
    const both = await Promise.all([send(2, 'a'), send(2, 'a'), send(2, 'a')])
    const later = await send(9, 'a')
    expect(new Set([...both, later].map(({ body }) => body['firing'])).size).toBe(1)
    expect(await api().run.count.query({ filter: { workflowId: (await api().trigger.get.query({ id })).workflow.id } })).toMatchObject({ total: 1 })
    expect(await send(0, 'b')).toMatchObject({ status: 422 })
    expect(await send(5, 'b')).toMatchObject({ status: 202 })
  })

  it('takes what it refused for no fault of the sender once that is gone, signed or with a key', async () => {
    at('2026-01-01T12:00:00Z')
    const workflowId = await create(echoing())
    await trigger(workflowId, { config: { kind: 'webhook', path: 'early' }, mapping })
    await trigger(workflowId, { config: { kind: 'webhook', path: 'early/signed', signature: { secret: 'hook' } }, mapping })
    const text = JSON.stringify({ amount: 3 })
    const seconds = String(now / 1000)
    const signature = { 'x-eddy-timestamp': seconds, 'x-eddy-signature': createHmac('sha256', 'the secret').update(`${seconds}.${text}`).digest('hex') }
    const both = () => Promise.all([call('early', text, { 'idempotency-key': 'early' }), call('early/signed', text, signature)])
    const none = await both()
    // many senders never send again what is answered with 4xx
    expect(none.map(({ status, headers }) => [status, headers.get('retry-after')])).toEqual([[503, '60'], [503, '60']])
    expect(await Promise.all(none.map((response) => response.json()))).toMatchObject([{ error: expect.stringMatching(/No version is live/) }, { error: expect.stringMatching(/No version is live/) }])
    expect((await both()).map(({ status }) => status)).toEqual([503, 503])
    await publish(workflowId)
    await api().version.move.mutate({ workflowId, environment: 'live', number: 1 })
    const taken = await Promise.all((await both()).map(answer))
    expect(taken.map(({ status }) => status)).toEqual([202, 202])
    expect(await Promise.all((await both()).map(answer))).toEqual(taken)
    expect(await api().run.count.query({ filter: { workflowId } })).toMatchObject({ total: 2 })
  })

  it('asks senders to come again while the secret that they sign with is missing', async () => {
    await trigger(await live(), { config: { kind: 'webhook', path: 'unset', signature: { secret: 'not_set' } }, mapping })
    const response = await call('unset', { amount: 4 })
    expect(response.headers.get('retry-after')).toBe('60')
    expect(await answer(response)).toMatchObject({ status: 503, body: { error: expect.stringContaining('"not_set"') } })
  })

  it('takes a signed request once, within its time, and counts the others', async () => {
    at('2026-01-02T00:00:00Z')
    const { id } = await trigger(await live(), { config: { kind: 'webhook', path: 'signed', signature: { secret: 'hook' } }, mapping })
    const sign = (text: string, seconds = now / 1000) => ({ 'x-eddy-timestamp': String(seconds), 'x-eddy-signature': `sha256=${createHmac('sha256', 'the secret').update(`${seconds}.${text}`).digest('hex')}` })
    const text = JSON.stringify({ amount: 4 })
    expect(await answer(await call('signed', text))).toMatchObject({ status: 401 })
    expect(await answer(await call('signed', JSON.stringify({ amount: 5 }), sign(text)))).toMatchObject({ status: 401 })
    expect(await answer(await call('signed', text, sign(text, now / 1000 - 301)))).toMatchObject({ status: 401 })
    const first = await answer(await call('signed', text, sign(text)))
    expect(first.status).toBe(202)
    // sent again, even as another delivery: it is the same run
    expect(await answer(await call('signed', text, { ...sign(text), 'idempotency-key': 'other' }))).toEqual(first)
    expect(await api().trigger.get.query({ id })).toMatchObject({ rejected: 3 })
    expect((await firings(id)).length).toBe(1)
    expect(JSON.stringify(await firings(id))).not.toContain(sign(text)['x-eddy-signature'])
    const [use] = (await api().secret.list.query()).filter(({ name }) => name.toUpperCase() === 'HOOK').flatMap(({ usedBy }) => usedBy)
    expect(use?.steps).toEqual([expect.stringMatching(/^trigger /)])
  })

  it('answers 503 while it is paused, and no two share an address', async () => {
    const workflowId = await live()
    const { id } = await trigger(workflowId, { config: { kind: 'webhook', path: 'paused' }, mapping })
    await api().trigger.enable.mutate({ id, enabled: false })
    expect(await answer(await call('paused', { amount: 1 }))).toMatchObject({ status: 503 })
    await expect(trigger(workflowId, { config: { kind: 'webhook', path: 'paused' } })).rejects.toThrow(/already answers POST \/hooks\/paused/)
  })
})

describe('a schedule', () => {
  const hourly = { kind: 'schedule', when: { every: 'cron', cron: '0 * * * *', zone: 'UTC' } }

  it('fires at its time, tells the next five, and not again when the clock goes back', async () => {
    at('2026-02-01T00:30:00Z')
    const { id, nextAt } = await trigger(await live(), { config: hourly, mapping: { amount: '$number($substring(dueAt, 11, 2))' } })
    expect(nextAt).toBe('2026-02-01T01:00:00.000Z')
    expect((await api().trigger.get.query({ id })).next).toHaveLength(5)
    await pass()
    expect(await firings(id)).toEqual([])
    at('2026-02-01T01:00:01Z')
    await pass()
    const [fired] = await firings(id)
    expect(fired).toMatchObject({ state: 'started', dueAt: '2026-02-01T01:00:00.000Z' })
    expect((await ended(fired?.runId ?? null)).value).toMatchObject({ amount: 1 })
    at('2026-02-01T00:59:59Z')
    await pass()
    at('2026-02-01T01:00:02Z')
    await pass()
    expect(await firings(id)).toHaveLength(1)
    await api().trigger.remove.mutate({ id })
  })

  it('reckons from now on where the clock was ahead and is put back: what has fired does not fire again, and nothing is waited out', async () => {
    at('2026-02-02T00:30:00Z')
    const workflowId = await live()
    const { id } = await trigger(workflowId, { config: hourly, mapping: { amount: '1' } })
    const { id: after } = await trigger(await live(), { config: { kind: 'run', workflowId, statuses: ['succeeded'] }, mapping: { amount: '1' } })
    // one that cannot be reckoned with keeps none of the others
    const broken = await trigger(workflowId, { config: hourly, mapping: { amount: '1' } })
    const { config } = await db.prisma.trigger.findUniqueOrThrow({ where: { id: broken.id } })
    await db.prisma.trigger.update({ where: { id: broken.id }, data: { config: JSON.parse(JSON.stringify(config).replace('"UTC"', '"Mars/Phobos"')) as object } })
    at('2026-02-02T05:00:01Z')
    await pass()
    await db.prisma.trigger.update({ where: { id: after }, data: { seenUntil: new Date(now) } })
    at('2026-02-02T04:40:00Z')
    await pass()
    expect((await api().trigger.get.query({ id })).nextAt).toBe('2026-02-02T05:00:00.000Z')
    expect((await db.prisma.trigger.findUniqueOrThrow({ where: { id: after } })).seenUntil).toEqual(new Date(now))
    at('2026-02-02T01:40:00Z')
    await pass()
    at('2026-02-02T02:00:01Z')
    await pass()
    at('2026-02-02T05:00:02Z')
    await pass()
    const times = (await firings(id)).flatMap(({ state, dueAt }) => (state === 'started' ? [dueAt] : []))
    expect(times).toContain('2026-02-02T02:00:00.000Z')
    expect(new Set(times).size).toBe(times.length)
    for (const made of [id, after, broken.id]) await api().trigger.remove.mutate({ id: made })
  })

  it('that would never fire is not made, and says so before', async () => {
    at('2026-01-01T10:00:00Z')
    const workflowId = await live()
    const once = (time: string) => ({ kind: 'schedule', when: { every: 'once', at: time } })
    const fault = '2026-01-01T09:00:00.000Z is over, so it would never fire.'
    expect(await api().trigger.times.query({ config: once('2026-01-01T10:00:00+01:00') })).toEqual({ times: [], fault })
    await expect(trigger(workflowId, { config: once('2026-01-01T10:00:00+01:00') })).rejects.toThrow(`${fault} Choose a later time.`)
    const { id, revision } = await trigger(workflowId, { name: 'soon', config: once('2026-01-01T10:00:05Z'), mapping: { amount: '1' } })
    at('2026-01-01T10:00:06Z')
    await pass()
    expect(await firings(id)).toHaveLength(1)
    // one that has fired can be renamed
    expect(await api().trigger.save.mutate({ id, revision, workflowId, settings: { name: 'was soon', config: once('2026-01-01T10:00:05Z') } } as never)).toMatchObject({ name: 'was soon', nextAt: null })
  })

  it('that cannot be reckoned with any more says so, and keeps none of the others from firing', async () => {
    at('2026-02-03T00:30:00Z')
    const workflowId = await live()
    const [lost, well] = [await trigger(workflowId, { config: hourly, mapping: { amount: '1' } }), await trigger(workflowId, { config: hourly, mapping: { amount: '1' } })]
    const { config } = await db.prisma.trigger.findUniqueOrThrow({ where: { id: lost.id } })
    // as when the time zones of the machine have changed; due before the other
    const broken = JSON.parse(JSON.stringify(config).replace('"UTC"', '"Mars/Phobos"')) as object
    await db.prisma.trigger.update({ where: { id: lost.id }, data: { config: broken, nextAt: new Date('2026-02-03T00:59:00Z') } })
    at('2026-02-03T01:00:01Z')
    await pass()
    expect(await firings(well.id)).toMatchObject([{ state: 'started' }])
    expect((await api().trigger.get.query({ id: lost.id })).trouble).toMatch(/Mars\/Phobos|timezone|time zone/i)
    await db.prisma.trigger.update({ where: { id: lost.id }, data: { config: config as object } })
    await pass()
    expect((await api().trigger.get.query({ id: lost.id })).trouble).toBeNull()
    for (const { id } of [lost, well]) await api().trigger.remove.mutate({ id })
  })

  it('begins anew after a pause, and catches up with what was missed as it is told', async () => {
    at('2026-02-02T00:30:00Z')
    const workflowId = await live()
    const make = (catchUp: object) => trigger(workflowId, { config: { ...hourly, catchUp }, mapping: { amount: '1' } })
    const [skip, last, all, paused] = await Promise.all([make({ policy: 'skip' }), make({ policy: 'last' }), make({ policy: 'all', most: 2 }), make({ policy: 'all', most: 2 })])
    await api().trigger.enable.mutate({ id: paused.id, enabled: false })
    at('2026-02-02T05:10:00Z')
    await pass()
    await api().trigger.enable.mutate({ id: paused.id, enabled: true })
    await pass()
    const came = async ({ id }: { readonly id: string }) => (await firings(id)).map(({ state, dueAt }) => `${state} ${dueAt?.slice(11, 16)}`).sort()
    expect(await came(skip)).toEqual(['skipped 01:00'])
    expect(await came(last)).toEqual(['skipped 01:00', 'started 05:00'])
    expect(await came(all)).toEqual(['skipped 01:00', 'started 04:00', 'started 05:00'])
    expect(await came(paused)).toEqual([])
    for (const { id } of [skip, last, all, paused]) await api().trigger.remove.mutate({ id })
  })

  it('skips or waits while its last run is under way', async () => {
    at('2026-02-03T00:30:00Z')
    const workflowId = await live(waiting('go'))
    const make = (overlap: 'skip' | 'wait') => trigger(workflowId, { config: hourly, mapping: {}, overlap })
    const [skip, wait] = await Promise.all([make('skip'), make('wait')])
    for (const hour of ['01', '02', '03']) {
      at(`2026-02-03T${hour}:00:01Z`)
      await pass()
    }
    const states = async ({ id }: { readonly id: string }) => (await firings(id)).toReversed().map(({ state }) => state)
    expect(await states(skip)).toEqual(['started', 'skipped', 'skipped'])
    expect(await states(wait)).toEqual(['started', 'waiting', 'waiting'])
    const [first] = (await firings(wait.id)).toReversed()
    await api().run.signal.mutate({ runId: first?.runId ?? '', name: 'go', payload: null } as never)
    await ended(first?.runId ?? null)
    await pass()
    expect(await states(wait)).toEqual(['started', 'started', 'waiting'])
    for (const { id } of [skip, wait]) await api().trigger.remove.mutate({ id })
  })
})

describe('several servers on one database', () => {
  it('start what a server has claimed and not started, and only once when they do so together', async () => {
    const { id } = await trigger(await live(), { config: { kind: 'api' } })
    const { id: claimed } = await db.prisma.triggerFiring.create({ data: { id: newId(), triggerId: id, key: 'k', state: 'claimed', at: new Date(now), leaseUntil: new Date(now + LEASE_MS), event: { payload: { amount: 1 } } } })
    await pass()
    expect((await firings(id))[0]?.state).toBe('claimed')
    const other = new TriggerHost({ db, runs, evaluator, now: () => now })
    now += LEASE_MS + 1
    await Promise.all([host.desk.start(claimed), other.desk.start(claimed), pass(), other.pass({ all: true })])
    expect(await firings(id)).toMatchObject([{ state: 'started' }])
    expect(await db.prisma.run.count({ where: { triggerId: id } })).toBe(1)
    await other.close()
  })
})

describe('a trigger of what happens elsewhere', () => {
  it('fires when runs of another workflow have ended as it says, with its filter, and never for trials', async () => {
    now = Date.now()
    const source = await live()
    const { id } = await trigger(await live(), { config: { kind: 'run', workflowId: source, statuses: ['succeeded'] }, filter: 'run.value.amount > 10', mapping: { amount: 'run.value.amount', word: 'run.status' } })
    for (const amount of [5, 20]) await ended((await api().run.start.mutate({ workflowId: source, input: { amount } })).runId)
    const trial = await api().run.start.mutate({ workflowId: source, fixture: { name: 'f', input: { amount: 30 }, pins: {} } as never })
    await ended(trial.runId)
    await pass()
    await pass()
    const came = await firings(id)
    expect(new Map(came.map(({ state, reason }) => [state, reason]))).toEqual(new Map([['skipped', 'The filter says no.'], ['started', null]]))
    expect((await ended(came.find(({ state }) => state === 'started')?.runId ?? null)).value).toEqual({ amount: 20, word: 'succeeded' })
  })

  it('stops a circle of workflows that start one another', async () => {
    now = Date.now()
    const [a, b] = [await live(), await live()]
    const mapping = { amount: '1' }
    const there = await trigger(b, { config: { kind: 'run', workflowId: a, statuses: ['succeeded'] }, mapping })
    const back = await trigger(a, { config: { kind: 'run', workflowId: b, statuses: ['succeeded'] }, mapping })
    await expect(trigger(a, { config: { kind: 'run', workflowId: a, statuses: ['succeeded'] } })).rejects.toThrow(/would never stop/)
    await api().run.start.mutate({ workflowId: a, input: { amount: 1 } })
    await expect.poll(async () => {
      now = Date.now()
      await pass()
      return (await Promise.all([firings(there.id), firings(back.id)])).flat().filter(({ state }) => state === 'refused').map(({ reason }) => reason)
    }, { timeout: 60_000, interval: 50 }).toEqual([expect.stringContaining('may go in a circle')])
    expect(await db.prisma.run.count({ where: { triggerId: { in: [there.id, back.id] } } })).toBe(20)
  })

  it('fires for a signal of its name, beside whoever waits for it', async () => {
    now = Date.now()
    const { id } = await trigger(await live(), { config: { kind: 'signal', signal: 'paid' }, mapping: { amount: 'signal.payload.amount', word: 'signal.correlation' } })
    const sender = await live({ eddy: 1, name: `sends_${++made}`, steps: [{ name: 'tell', kind: 'send.signal', arguments: [{ name: 'payload', from: { value: { amount: 6 } } }], config: { name: 'paid', correlation: '"o-1"' } }, { name: 'other', kind: 'send.signal', config: { name: 'unpaid' } }] })
    await ended((await api().run.start.mutate({ workflowId: sender, input: {} })).runId)
    await pass()
    await pass()
    const came = await firings(id)
    expect(came).toHaveLength(1)
    expect((await ended(came[0]?.runId ?? null)).value).toEqual({ amount: 6, word: 'o-1' })
  })

  it('fires once for each file that has settled, and for one that was written anew', async () => {
    now = Date.now()
    writeFileSync(join(folder, 'before.csv'), 'old')
    const { id } = await trigger(await live(), { config: { kind: 'file', glob: '*.csv', settleMs: 1000 }, mapping: { amount: 'file.size', word: 'file.path' } })
    const words = async () => Promise.all((await firings(id)).filter(({ state }) => state === 'started').map(async ({ runId }) => (await ended(runId)).value))
    await pass()
    writeFileSync(join(folder, 'new.csv'), '12')
    await pass()
    now += 900
    await pass()
    expect(await words()).toEqual([])
    writeFileSync(join(folder, 'new.csv'), '1234')
    now += 900
    await pass()
    expect(await words()).toEqual([])
    for (let look = 0; look < 3; look++) {
      now += 1100
      await pass()
    }
    expect(await words()).toEqual([{ amount: 4, word: 'new.csv' }])
    writeFileSync(join(folder, 'new.csv'), '123456')
    for (let look = 0; look < 3; look++) {
      now += 1100
      await pass()
    }
    expect(await words()).toEqual([{ amount: 6, word: 'new.csv' }, { amount: 4, word: 'new.csv' }])
  })
})

// last: whoever it keeps waiting finds the connections to the server closed
describe('two servers on one database', () => {
  it('fire each of a thousand due times once, whatever stops in between', async () => {
    at('2026-03-01T00:00:00Z')
    const workflowId = await live({ eddy: 1, name: `quick_${++made}`, steps: [{ name: 'a', kind: 'expression', config: { expr: '1' } }] })
    // twenty schedules, due every minute of fifty
    const ids: string[] = []
    for (let n = 0; n < 20; n++) ids.push((await trigger(workflowId, { config: { kind: 'schedule', when: { every: 'interval', interval: 'PT1M' }, catchUp: { policy: 'all', most: 1000 } }, mapping: {} })).id)
    const server = () => {
      const own = new RunHost({ db, executor: createExecutor({}), evaluator })
      return { own, triggers: new TriggerHost({ db, runs: own, evaluator, now: () => now }) }
    }
    let servers = [server(), server()]
    for (let minute = 1; minute <= 50; minute++) {
      at(`2026-03-01T00:${String(minute).padStart(2, '0')}:00.500Z`)
      // a clock that jumps back a little does not fire again
      if (minute % 7 === 0) now -= 400
      if (minute === 20) {
        // killed after the claim and before any run: what it took stays claimed until its lease ends
        for (const triggerId of ids.slice(0, 5)) {
          const row = await db.prisma.trigger.findUniqueOrThrow({ where: { id: triggerId } })
          const dueAt = row.nextAt ?? new Date(0)
          await claimDue(db, { triggerId, revision: row.revision, nextAt: dueAt, next: new Date(dueAt.getTime() + 60_000), now: new Date(now), firings: [{ key: dueAt.toISOString(), dueAt, event: {} }] })
        }
      }
      if (minute === 30) {
        // one is gone in the middle of its work, and another takes its place
        const gone = servers[0]
        void gone?.triggers.pass({ all: true }).catch(() => undefined)
        await gone?.triggers.close()
        await gone?.own.close()
        servers = [...servers.slice(1), server()]
      }
      await Promise.all(servers.flatMap(({ triggers }) => [triggers.pass({ all: true }), triggers.pass({ all: false })]))
    }
    now += LEASE_MS + 1000
    await Promise.all(servers.map(({ triggers }) => triggers.pass({ all: true })))
    const fired = await db.prisma.triggerFiring.findMany({ where: { triggerId: { in: ids } } })
    expect(fired.filter(({ state }) => state !== 'started')).toEqual([])
    expect(fired).toHaveLength(1000)
    expect(new Set(fired.map(({ triggerId, dueAt }) => `${triggerId} ${dueAt?.toISOString()}`)).size).toBe(1000)
    expect(await db.prisma.run.count({ where: { triggerId: { in: ids } } })).toBe(1000)
    expect(new Set(fired.map(({ runId }) => runId)).size).toBe(1000)
    await db.prisma.trigger.deleteMany({ where: { id: { in: ids } } })
    for (const { own, triggers } of servers) {
      await triggers.close()
      await own.close()
    }
  }, 240_000)
})
