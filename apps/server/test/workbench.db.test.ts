import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { createTRPCClient, httpLink, httpSubscriptionLink } from '@trpc/client'
import { EventSource } from 'eventsource'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEvaluator, createExecutor } from '@eddy/steps/run'
import type { Database } from '../src/db/index.ts'
import { buildApp } from '../src/http/app.ts'
import { RunHost } from '../src/run/run-host.ts'
import type { AppRouter } from '../src/trpc/root.ts'
import { openOwn } from './open-own.ts'

let db: Database
let runs: RunHost
let app: Awaited<ReturnType<typeof buildApp>>
let service: Server
/** What the service answers to a DELETE; to a POST it answers 201, but on /hang never. */
let refunds = 503

beforeAll(async () => {
  db = await openOwn()
  service = createServer((request, response) => {
    if (request.url === '/hang') return
    response.writeHead(request.method === 'DELETE' ? refunds : 201, { 'content-type': 'application/json' }).end('{}')
  })
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve))
  await openServer()
}, 240_000)
afterAll(async () => {
  await app.close()
  await runs.close()
  await db.close()
  service.closeAllConnections()
  service.close()
})

/** A server with a host of its own, as after a restart. */
async function openServer(): Promise<void> {
  runs = host()
  app = await buildApp({ db, runs, demoUrl: null, allowedHosts: [] }, { host: '127.0.0.1', origins: [] })
  await app.listen({ port: 0, host: '127.0.0.1' })
}

const host = () => new RunHost({ db, executor: createExecutor({ http: { allowedHosts: [address().slice('http://'.length)] } }), evaluator: createEvaluator() })
const address = () => `http://127.0.0.1:${(service.address() as AddressInfo).port}`
const listen = (totals: number[]) =>
  createTRPCClient<AppRouter>({ links: [httpSubscriptionLink({ url: `${app.listeningOrigin}/trpc`, EventSource })] }).workbench.changes.subscribe(undefined, { onData: ({ total }) => void totals.push(total) })
const api = () => createTRPCClient<AppRouter>({ links: [httpLink({ url: `${app.listeningOrigin}/trpc` })] })
let made = 0
const start = async (document: object) => {
  const { id } = await api().workflow.create.mutate({ document: { eddy: 1, name: `shop_${++made}`, ...document } as never })
  return (await api().run.start.mutate({ workflowId: id, input: {} })).runId
}
const settled = (runId: string, status: string) => expect.poll(async () => (await api().run.get.query({ runId })).status, { timeout: 60_000, interval: 30 }).toBe(status)
/** How many have been told once no more come: what two runs left open may be told as one, or as two. */
const counted = async (totals: number[]): Promise<number> => {
  const before = totals.length
  await sleep(500)
  return totals.length === before ? before : counted(totals)
}
const open = async (runId: string) => (await api().workbench.list.query({})).items.filter((item) => item.runId === runId)

/** Charges, then fails; the refund answers as the service is set. */
const charging = () => ({
  steps: [
    { name: 'charge', kind: 'http.request', config: { method: 'POST', url: `${address()}/charges` }, undo: 'refund' },
    { name: 'ship', kind: 'fail', config: { code: 'NO_STOCK', message: 'nothing is left' }, waitFor: ['charge'] },
  ],
  handlers: [{ name: 'refund', kind: 'http.request', config: { method: 'DELETE', url: `${address()}/charges/1` }, retry: { max: 0 } }],
})

describe('the workbench', () => {
  it('U4 holds undos that failed over all runs, by cause, until they are settled', async () => {
    refunds = 503
    const totals: number[] = []
    const feed = listen(totals)
    await expect.poll(() => totals).toEqual([0])
    const [one, two] = [await start(charging()), await start(charging())]
    await settled(one, 'rollback_incomplete')
    await settled(two, 'rollback_incomplete')
    // the page learns of it without asking
    await expect.poll(() => totals.at(-1)).toBe(2)
    const told = await counted(totals)
    expect(await open(one)).toMatchObject([{ step: 'charge', kind: 'failed', code: 'HTTP_503', runStatus: 'rollback_incomplete', owner: null }])
    const items = [{ runId: one, step: 'charge' }, { runId: two, step: 'charge' }]
    expect(await api().workbench.note.mutate({ items, owner: 'Ada', note: 'the bank is down', remindAt: '2030-01-01T09:00:00Z' })).toEqual({ changed: 2 })
    await expect.poll(() => totals.length).toBeGreaterThan(told)
    expect((await api().workbench.resolve.mutate({ items, settling: { how: 'retry' } })).done).toEqual(items)
    await expect.poll(async () => (await db.prisma.runEvent.count({ where: { runId: one, type: 'undo.failed' } }))).toBe(2)
    expect(await open(one)).toMatchObject([{ owner: 'Ada', note: 'the bank is down', remindAt: '2030-01-01T09:00:00.000Z' }])
    refunds = 204
    await api().workbench.resolve.mutate({ items: [{ runId: one, step: 'charge' }], settling: { how: 'retry' } })
    await settled(one, 'rolled_back')
    expect(await open(one)).toEqual([])
    await api().workbench.resolve.mutate({ items: [{ runId: two, step: 'charge' }], settling: { how: 'done_outside', reason: 'refunded at the counter', evidence: { receipt: 'R-7' } } })
    await settled(two, 'rolled_back')
    expect(await open(two)).toEqual([])
    await expect.poll(() => totals.at(-1)).toBe(0)
    feed.unsubscribe()
    expect(await db.prisma.runEvent.findFirst({ where: { runId: two, type: 'undo.resolved' } })).toMatchObject({ step: 'charge', data: { how: 'done_outside', reason: 'refunded at the counter', evidence: { receipt: 'R-7' } } })
  })

  it('H5 holds attempts in doubt, and takes only the answers that fit', async () => {
    const runId = await start({ steps: [{ name: 'pay', kind: 'http.request', config: { method: 'POST', url: `${address()}/hang` }, undo: 'refund', onInterrupt: 'halt' }], handlers: [{ name: 'refund', kind: 'http.request', config: { method: 'DELETE', url: `${address()}/charges/1` } }] })
    await expect.poll(() => db.prisma.runEvent.count({ where: { runId, type: 'step.started' } })).toBe(1)
    await app.close()
    await runs.close()
    await openServer()
    await runs.recover()
    await settled(runId, 'halted')
    expect(await open(runId)).toMatchObject([{ step: 'pay', kind: 'in_doubt', code: 'IN_DOUBT' }])
    const items = [{ runId, step: 'pay' }]
    const { done, refused } = await api().workbench.resolve.mutate({ items, settling: { how: 'skipped', reason: 'who knows' } })
    expect(done).toEqual([])
    expect(refused[0]?.message).toBe('Whether "pay" happened is not known, and its run waits for an answer: it happened, it did not, or ask again.')
    await api().workbench.resolve.mutate({ items, settling: { how: 'happened', value: { id: 7 } } })
    await settled(runId, 'succeeded')
    expect(await open(runId)).toEqual([])
  })
})
