import { createTRPCClient, httpLink, httpSubscriptionLink, splitLink, TRPCClientError } from '@trpc/client'
import { EventSource } from 'eventsource'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startDemo, type Demo } from '@eddy/demo'
import { createEvaluator, createExecutor } from '@eddy/steps/run'
import type { Database } from '../src/db/index.ts'
import { buildApp } from '../src/http/app.ts'
import { RunHost } from '../src/run/run-host.ts'
import type { AppRouter } from '../src/trpc/root.ts'
import { openOwn } from './open-own.ts'

let db: Database
let demo: Demo
let runs: RunHost
let app: Awaited<ReturnType<typeof buildApp>>
let url: string

beforeAll(async () => {
  db = await openOwn()
  demo = await startDemo({ port: 0 })
  const allowedHosts = [new URL(demo.url).host]
  runs = new RunHost({ db, executor: createExecutor({ http: { allowedHosts } }), evaluator: createEvaluator() })
  app = await buildApp({ db, runs, demoUrl: demo.url, allowedHosts }, { host: '127.0.0.1', origins: [] })
  await app.listen({ port: 0, host: '127.0.0.1' })
  url = app.listeningOrigin
}, 240_000)
afterAll(async () => {
  await app.close()
  await runs.close()
  await demo.close()
  await db.close()
})

const api = () => createTRPCClient<AppRouter>({ links: [splitLink({ condition: (op) => op.type === 'subscription', true: httpSubscriptionLink({ url: `${url}/trpc`, EventSource }), false: httpLink({ url: `${url}/trpc` }) })] })
const settled = async (runId: string, status: string) => {
  await expect.poll(async () => (await api().run.get.query({ runId })).status, { timeout: 60_000, interval: 50 }).toBe(status)
  return api().run.get.query({ runId })
}
const code = (name: string, source: string, more: object = {}) => ({ name, kind: 'code', config: { source }, ...more })
const create = (steps: readonly object[], more: object = {}) => api().workflow.create.mutate({ document: { eddy: 1, name: 'test', steps, ...more } as never })
const refusal = async (call: Promise<unknown>) => {
  const error = await call.then(() => undefined, (reason: unknown) => reason)
  if (!(error instanceof TRPCClientError)) throw new Error(`expected a refusal, got ${String(error)}`)
  return { status: error.data?.httpStatus, ...error.data?.eddy, message: error.message }
}

describe('runs', () => {
  it('books a trip, and takes it back when the car fails', async () => {
    const workflow = await api().workflow.create.mutate({ template: 'book_trip' })
    const good = await api().run.start.mutate({ workflowId: workflow.id, input: { customer: 'Ada' } })
    expect((await settled(good.runId, 'succeeded')).value).toMatch(/^Ada, your trip is booked/)
    await api().demo.reset.mutate()
    const bad = await api().run.start.mutate({ workflowId: workflow.id, input: { car_fails: true } })
    expect(await settled(bad.runId, 'rolled_back')).toMatchObject({ undone: 2, left: 0, error: { step: 'car', code: 'HTTP_409' } })
    expect(await api().demo.state.query()).toMatchObject({ reservations: [] })
  })

  it('keeps values over 8 KB apart from the events, and puts them back for the engine', async () => {
    const workflow = await create([code('big', 'return "x".repeat(20000)'), code('halt', 'return eddy.halt(1)', { waitFor: ['big'] }), code('size', 'return args.text.length', { waitFor: ['halt'], arguments: [{ name: 'text', from: { result: 'big' } }] })])
    const { runId } = await api().run.start.mutate({ workflowId: workflow.id, input: {} })
    await settled(runId, 'halted')
    const events = await runs.store.read(runId, 0)
    const succeeded = events.find((event) => event.type === 'step.succeeded')!
    const { value } = succeeded.data as unknown as { value: { $blob: string; bytes: number } }
    expect(value.bytes).toBe(20_002)
    expect((await api().run.value.query({ runId, hash: value.$blob })).value).toBe('x'.repeat(20_000))
    await api().run.resume.mutate({ runId })
    expect((await settled(runId, 'succeeded')).value).toBe(20_000)
  })

  it('sends what was missed and then what happens, without a gap or a double', async () => {
    const workflow = await create([{ name: 'a', kind: 'wait.signal', config: { name: 'go' } }, code('b', 'return 1', { waitFor: ['a'] })])
    const { runId } = await api().run.start.mutate({ workflowId: workflow.id, input: {} })
    const follow = (after: number, seen: number[]) => {
      const source = new EventSource(`${url}/runs/${runId}/events?after=${after}`)
      source.addEventListener('message', ({ data }) => seen.push(...(JSON.parse(String(data)) as { readonly seq: number }[]).map(({ seq }) => seq)))
      return source
    }
    const first: number[] = []
    const subscription = follow(0, first)
    await expect.poll(() => first).toEqual([1, 2, 3, 4])
    subscription.close()
    expect(await api().run.signal.mutate({ runId, name: 'go', payload: 1 })).toEqual({ delivered: true })
    await settled(runId, 'succeeded')
    const second: number[] = []
    const again = follow(4, second)
    await expect.poll(() => second.at(-1)).toBe((await api().run.get.query({ runId })).lastSeq)
    again.close()
    expect(second).toEqual(second.map((_, i) => i + 5))
  })

  it('starts a run once for one idempotency key, cancels and undoes', async () => {
    const workflow = await create([code('a', 'return 1', { undo: 'u' }), { name: 'w', kind: 'wait.timer', config: { duration: 'PT1H' }, waitFor: ['a'] }], { handlers: [code('u', 'return 1')] })
    const request = { workflowId: workflow.id, input: {}, idempotencyKey: workflow.id }
    const [one, two] = [await api().run.start.mutate(request), await api().run.start.mutate(request)]
    expect(one).toEqual(two)
    await expect.poll(async () => (await api().run.get.query(one)).lastSeq).toBeGreaterThan(4)
    await api().run.cancel.mutate({ runId: one.runId })
    expect(await settled(one.runId, 'cancelled')).toMatchObject({ undone: 1 })
    expect(await refusal(api().run.cancel.mutate({ runId: one.runId }))).toMatchObject({ status: 409, code: 'RUN_OVER' })
    expect(await refusal(api().run.undo.mutate({ runId: one.runId }))).toMatchObject({ code: 'INVALID_STATE' })
  })

  it('begins a run that was accepted by a process that died before it could begin it', async () => {
    const workflow = await create([code('one', 'return 1')])
    const { runId } = await api().run.start.mutate({ workflowId: workflow.id, input: {} })
    await settled(runId, 'succeeded')
    await db.prisma.runLog.deleteMany({ where: { runId } })
    await db.prisma.run.update({ where: { id: runId }, data: { status: 'running', lastSeq: 0, endedAt: null, ownerId: 'a server that died' } })
    const other = new RunHost({ db, executor: createExecutor(), evaluator: createEvaluator() })
    expect(await other.recover()).toBe(1)
    expect((await settled(runId, 'succeeded')).value).toBe(1)
    await other.close()
  })

  it('cancels a halted run that another process had halted', async () => {
    const workflow = await create([code('a', 'return 1', { undo: 'u' }), code('h', 'return eddy.halt(1)', { waitFor: ['a'] })], { handlers: [code('u', 'return 1')] })
    const { runId } = await api().run.start.mutate({ workflowId: workflow.id, input: {} })
    await settled(runId, 'halted')
    const other = new RunHost({ db, executor: createExecutor(), evaluator: createEvaluator() })
    await Promise.all([other.cancel(runId, true), other.cancel(runId, true)])
    expect(await settled(runId, 'cancelled')).toMatchObject({ undone: 1 })
    await other.close()
  })

  it('lists runs newest first, page by page', async () => {
    const first = await api().run.list.query({ limit: 2 })
    expect(first.items).toHaveLength(2)
    const next = await api().run.list.query({ limit: 2, cursor: first.nextCursor })
    expect(next.items.map(({ id }) => id)).not.toContain(first.items.at(-1)?.id)
    expect(first.items[0]!.startedAt >= first.items[1]!.startedAt).toBe(true)
  })
})

describe('refusals', () => {
  it('starts nothing of an invalid draft or input, and tells all problems', async () => {
    const broken = await create([{ name: 'a', kind: 'nope' }, { name: 'b', kind: 'code', config: {}, waitFor: ['missing'] }])
    const refused = await refusal(api().run.start.mutate({ workflowId: broken.id, input: {} }))
    expect(refused).toMatchObject({ status: 422, code: 'INVALID_DOCUMENT' })
    expect((refused as { details?: unknown[] }).details?.length).toBeGreaterThanOrEqual(3)
    const typed = await create([code('a', 'return 1', { arguments: [{ name: 'n', from: { input: 'n' } }] })], { inputs: [{ name: 'n', schema: { type: 'number' } }] })
    expect(await refusal(api().run.start.mutate({ workflowId: typed.id, input: { n: 'one', m: 1 } }))).toMatchObject({ status: 422, code: 'INVALID_INPUT' })
    expect((await api().run.list.query({ workflowId: typed.id })).items).toEqual([])
  })

  it('refuses a save that was made from an older draft, and hands out the newer one', async () => {
    const { id, document, revision } = await create([])
    expect(await api().workflow.save.mutate({ id, document: { ...document, title: 'Mine' }, baseRevision: revision })).toMatchObject({ revision: revision + 1 })
    expect(await refusal(api().workflow.save.mutate({ id, document: { ...document, title: 'Theirs' }, baseRevision: revision }))).toMatchObject({ status: 409, code: 'STALE_SAVE', details: { revision: revision + 1, document: { title: 'Mine' } } })
    expect((await api().workflow.get.query({ id })).document.title).toBe('Mine')
  })

  it('answers unknown ids with a sentence', async () => {
    expect(await refusal(api().run.get.query({ runId: 'nope' }))).toMatchObject({ status: 404, code: 'NOT_FOUND', message: 'There is no run nope.' })
    expect(await refusal(api().workflow.get.query({ id: 'nope' }))).toMatchObject({ status: 404 })
  })

  it('answers neither foreign hosts nor foreign origins', async () => {
    expect((await app.inject({ url: '/trpc/workflow.list', headers: { host: 'evil.example:4400' } })).statusCode).toBe(403)
    expect((await app.inject({ url: '/trpc/workflow.list', headers: { host: 'localhost:4400', origin: 'http://evil.example' } })).statusCode).toBe(403)
    expect((await app.inject({ url: '/trpc/workflow.list', headers: { host: 'localhost:4400', origin: 'http://localhost:4400' } })).statusCode).toBe(200)
  })

  it('does not take a body of 50 MB', async () => {
    const answer = await fetch(`${url}/trpc/workflow.create`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: `{"document":"${'x'.repeat(50_000_000)}"}` }).catch(() => undefined)
    // the server hangs up on whoever goes on sending
    if (answer) {
      expect(answer.status).toBe(413)
      expect(await answer.text()).toContain('10 MB')
    }
    expect((await fetch(`${url}/health`)).status).toBe(200)
  })

  it('calls only allowed hosts', async () => {
    const workflow = await create([{ name: 'out', kind: 'http.request', config: { url: 'http://127.0.0.1:9/' } }])
    const { runId } = await api().run.start.mutate({ workflowId: workflow.id, input: {} })
    expect((await settled(runId, 'rolled_back')).error).toMatchObject({ code: 'HOST_NOT_ALLOWED' })
  })
})

describe('live', () => {
  it('tells open pages who saved and who is here, and forgets those that go', async () => {
    const workflow = await create([code('a', 'return 1')])
    type Told = { saved?: { revision: number; session?: string; name?: string }; people?: readonly { name: string; step?: string }[]; removed?: true }
    const follow = (session: string, told: Told[], name?: string) => api().workflow.live.subscribe({ id: workflow.id, session, ...(name ? { name } : {}) }, { onData: (message) => void told.push(message) })
    const [here, there]: [Told[], Told[]] = [[], []]
    const first = follow('session-a', here)
    await expect.poll(() => here.length).toBeGreaterThan(0)
    // what a page asked for before it listened may be old: the first message names all that can change
    expect(here[0]).toMatchObject({ saved: { revision: 1 }, people: [{ name: 'Guest 1' }], versions: true, fixtures: true, update: true })
    const second = follow('session-b', there, 'Ada')
    const people = () => here.findLast((message) => message.people)?.people?.map(({ name, step }) => [name, step])
    await expect.poll(people).toEqual([['Guest 1', undefined], ['Ada', undefined]])
    expect(await api().workflow.here.mutate({ id: workflow.id, session: 'session-b', name: 'Ada', step: 'a' })).toEqual({ here: true })
    await expect.poll(people).toEqual([['Guest 1', undefined], ['Ada', 'a']])
    await api().workflow.save.mutate({ id: workflow.id, document: { ...workflow.document, title: 'New' }, baseRevision: 1, session: 'session-b' })
    await expect.poll(() => here.findLast((message) => message.saved)?.saved).toEqual({ revision: 2, session: 'session-b', name: 'Ada' })
    second.unsubscribe()
    await expect.poll(people).toEqual([['Guest 1', undefined]])
    await api().workflow.remove.mutate({ id: workflow.id })
    await expect.poll(() => here.some(({ removed }) => removed)).toBe(true)
    first.unsubscribe()
  })
})
