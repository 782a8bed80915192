import { createTRPCClient, httpLink } from '@trpc/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { metrics } from '@eddy/middleware'
import { createEvaluator, createExecutor } from '@eddy/steps/run'
import type { Database } from '../src/db/index.ts'
import { buildApp } from '../src/http/app.ts'
import { RunHost } from '../src/run/run-host.ts'
import { createInbox } from '../src/shared/inbox.ts'
import { createStoredState } from '../src/shared/keyed-state.ts'
import type { AppRouter } from '../src/trpc/root.ts'
import { openOwn } from './open-own.ts'

let db: Database
let runs: RunHost
let app: Awaited<ReturnType<typeof buildApp>>
const measured = metrics()

const host = () => {
  const made: RunHost = new RunHost({ db, executor: createExecutor({ keyedState: createStoredState(db), notify: createInbox(db), sendSignal: (signal) => made.signals.send(signal) }), evaluator: createEvaluator(), middleware: [measured] })
  return made
}

beforeAll(async () => {
  db = await openOwn()
  runs = host()
  app = await buildApp({ db, runs, demoUrl: null, allowedHosts: [], metrics: measured }, { host: '127.0.0.1', origins: [] })
  await app.listen({ port: 0, host: '127.0.0.1' })
}, 240_000)
afterAll(async () => {
  await app.close()
  await runs.close()
  await db.close()
})

const api = () => createTRPCClient<AppRouter>({ links: [httpLink({ url: `${app.listeningOrigin}/trpc` })] })
const create = (steps: readonly object[], more: object = {}) => api().workflow.create.mutate({ document: { eddy: 1, name: 'test', steps, ...more } as never })
const start = async (steps: readonly object[], more: object = {}) => (await api().run.start.mutate({ workflowId: (await create(steps, more)).id, input: {} })).runId
const settled = async (runId: string, status = 'succeeded') => {
  await expect.poll(async () => (await api().run.get.query({ runId })).status, { timeout: 60_000, interval: 30 }).toBe(status)
  return api().run.get.query({ runId })
}
const sends = (payload: unknown, more: object = {}) => ({ name: 'send', kind: 'send.signal', config: { name: 'paid', correlation: 'order', ...more }, arguments: [{ name: 'order', from: { value: 'A-1' } }, { name: 'payload', from: { value: payload } }] })
const waits = { name: 'paid', kind: 'wait.signal', config: { name: 'paid', correlation: 'order' }, arguments: [{ name: 'order', from: { value: 'A-1' } }] }

describe('signals between runs', () => {
  it('H3 go to exactly one of those that wait', async () => {
    const [one, two] = [await start([waits]), await start([waits])]
    await expect.poll(async () => (await db.prisma.runEvent.count({ where: { type: 'signal.awaited' } }))).toBe(2)
    expect((await settled(await start([sends(1)]))).value).toEqual({ delivered: 1 })
    expect((await settled(one)).value).toBe(1)
    expect((await api().run.get.query({ runId: two })).status).toBe('running')
    await settled(await start([sends(2)]))
    expect((await settled(two)).value).toBe(2)
  })

  it('H3 are kept until somebody waits, over a restart', async () => {
    expect((await settled(await start([sends('early')]))).value).toEqual({ delivered: 0 })
    const other = host()
    await other.recover()
    await other.close()
    expect((await settled(await start([waits]))).value).toBe('early')
    expect(await db.prisma.sentSignal.count({ where: { deliveredTo: null } })).toBe(0)
  })
})

it('states of machines outlive runs, and many changes at once follow each other', async () => {
  const config = { machine: 'order', initial: 'new', states: { new: { on: { pay: { target: 'paid', reduce: '{"times": 1}' } } }, paid: { on: { pay: { target: 'paid', reduce: '{"times": context.times + 1}' } } } } }
  const step = { name: 'turn', kind: 'machine', config, arguments: [{ name: 'event', from: { value: 'pay' } }] }
  const ids = await Promise.all(Array.from({ length: 8 }, () => start([step])))
  const results = await Promise.all(ids.map((id) => settled(id)))
  expect(results.map(({ value }) => (value as { context: { times: number } }).context.times).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
})

it('notices stand in the inbox once, until they are read', async () => {
  await settled(await start([{ name: 'tell', kind: 'notify', config: { title: 'Paid {{ 1 + 1 }} orders', text: 'All is well', level: 'info', channel: 'inbox' } }]))
  const [notice, ...others] = await api().notice.list.query({ unread: true })
  expect([notice, others]).toMatchObject([{ title: 'Paid 2 orders', level: 'info', step: 'tell' }, []])
  expect(await api().notice.read.mutate({ keys: [notice?.key ?? ''] })).toEqual({ read: 1 })
  expect(await api().notice.list.query({ unread: true })).toEqual([])
})

it('counts runs and steps for whoever scrapes /metrics', async () => {
  const text = await (await fetch(`${app.listeningOrigin}/metrics`)).text()
  expect(text).toMatch(/^# TYPE eddy_/m)
  expect(text).toMatch(/succeeded/)
})
