import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createTRPCClient, httpLink } from '@trpc/client'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
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
/** What the service has really done, by Idempotency-Key. */
let charges = new Map<string, { readonly id: string; times: number }>()
let refunds: string[] = []
/** After how many answers that never come it answers. */
let silent = 1

/** A payment service: it charges once per key, and then drops the connection before its answer. */
function answer(request: IncomingMessage, response: ServerResponse): void {
  const key = String(request.headers['idempotency-key'])
  const json = (status: number, body: object) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  if (request.method === 'DELETE') {
    refunds.push((request.url ?? '').split('/').at(-1) ?? '')
    return void json(200, {})
  }
  if (request.method === 'GET') {
    const known = charges.get(`${(request.url ?? '').split('/').at(-1) ?? ''}/charge/1`)
    return void json(known === undefined ? 404 : 200, known === undefined ? {} : { id: known.id })
  }
  const charge = charges.get(key) ?? { id: `C-${charges.size + 1}`, times: 0 }
  charge.times++
  charges.set(key, charge)
  if (charge.times <= silent) return void request.socket.destroy()
  json(201, { id: charge.id })
}

beforeAll(async () => {
  db = await openOwn()
  service = createServer((request, response) => void request.resume().once('end', () => answer(request, response)))
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve))
  runs = new RunHost({ db, executor: createExecutor({ http: { allowedHosts: [address().slice('http://'.length)] } }), evaluator: createEvaluator() })
  app = await buildApp({ db, runs, demoUrl: null, allowedHosts: [] }, { host: '127.0.0.1', origins: [] })
  await app.listen({ port: 0, host: '127.0.0.1' })
}, 240_000)
afterAll(async () => {
  await app.close()
  await runs.close()
  await db.close()
  service.closeAllConnections()
  service.close()
})
beforeEach(() => {
  charges = new Map()
  refunds = []
  silent = 1
})

const address = () => `http://127.0.0.1:${(service.address() as AddressInfo).port}`
const api = () => createTRPCClient<AppRouter>({ links: [httpLink({ url: `${app.listeningOrigin}/trpc` })] })
let made = 0
const start = async (charge: object, ship: object = { kind: 'expression', config: { expr: '"shipped"' } }) => {
  const document = {
    eddy: 1,
    name: `doubt_${++made}`,
    steps: [{ name: 'charge', kind: 'http.request', config: { method: 'POST', url: `${address()}/charges` }, undo: 'refund', ...charge }, { name: 'ship', waitFor: ['charge'], ...ship }],
    handlers: [
      { name: 'refund', kind: 'http.request', config: { method: 'DELETE', url: `${address()}/charges/{{ id }}` }, arguments: [{ name: 'id', from: { origin: 'value' }, path: ['body', 'id'] }] },
      { name: 'look_up', kind: 'http.request', config: { url: `${address()}/charges/of/{{ $encodeUrlComponent(run) }}` }, arguments: [{ name: 'run', from: { origin: 'context' }, path: ['runId'] }] },
    ],
  }
  const { id } = await api().workflow.create.mutate({ document: document as never })
  return (await api().run.start.mutate({ workflowId: id, input: {} })).runId
}
const NO_STOCK = { kind: 'fail', config: { code: 'NO_STOCK', message: 'nothing is left' } }
const settled = (runId: string, status: string) => expect.poll(async () => (await api().run.get.query({ runId })).status, { timeout: 60_000, interval: 30 }).toBe(status)
const open = async (runId: string) => (await api().workbench.list.query({})).items.filter((item) => item.runId === runId)
const typesOf = async (runId: string) => (await db.prisma.runEvent.findMany({ where: { runId, step: 'charge' }, orderBy: { seq: 'asc' } })).map(({ type }) => type)

describe('a charge whose answer was lost', () => {
  it('H5 halts its run for a person, and is refunded like any other when the run fails later', async () => {
    const runId = await start({}, NO_STOCK)
    await settled(runId, 'halted')
    expect(charges.size).toBe(1)
    expect(await open(runId)).toMatchObject([{ step: 'charge', kind: 'in_doubt', code: 'HTTP_LOST', message: expect.stringContaining('Whether it happened is not known: the connection to') }])
    expect(await typesOf(runId)).toEqual(['step.ready', 'step.started', 'step.interrupted'])
    const { done } = await api().workbench.resolve.mutate({ items: [{ runId, step: 'charge' }], settling: { how: 'happened', value: { status: 201, body: { id: 'C-1' } } } })
    expect(done).toHaveLength(1)
    await settled(runId, 'rolled_back')
    expect(refunds).toEqual(['C-1'])
    expect(await open(runId)).toEqual([])
  })

  it('H8 R5 is asked for again under its key where that is allowed: charged once', async () => {
    const runId = await start({ onInterrupt: 'retry', retry: { max: 2, backoff: { initial: 'PT0.05S' } } })
    await settled(runId, 'succeeded')
    expect([...charges]).toEqual([[`${runId}/charge/1`, { id: 'C-1', times: 2 }]])
    expect(await typesOf(runId)).toEqual(['step.ready', 'step.started', 'step.interrupted', 'step.retrying', 'timer.set', 'timer.fired', 'step.started', 'step.succeeded'])
  })

  it('H5 is looked up by its check, which asks nobody', async () => {
    const runId = await start({ check: 'look_up' }, NO_STOCK)
    await settled(runId, 'rolled_back')
    expect([...charges.values()]).toEqual([{ id: 'C-1', times: 1 }])
    expect(refunds).toEqual(['C-1'])
  })

  it('H5 U13 is left in doubt when its run goes down, and refunded when a person says that it happened', async () => {
    silent = 99
    const runId = await start({ onInterrupt: 'retry' })
    await settled(runId, 'rollback_incomplete')
    // once, and once more to learn what there is to undo
    expect([...charges.values()]).toEqual([{ id: 'C-1', times: 2 }])
    expect(refunds).toEqual([])
    expect(await open(runId)).toMatchObject([{ step: 'charge', kind: 'in_doubt', runStatus: 'rollback_incomplete' }])
    const asked = await api().workbench.resolve.mutate({ items: [{ runId, step: 'charge' }], settling: { how: 'ask_again' } })
    expect(asked.refused).toMatchObject([{ message: expect.stringContaining('say whether it happened') }])
    await api().workbench.resolve.mutate({ items: [{ runId, step: 'charge' }], settling: { how: 'happened', value: { body: { id: 'C-1' } } } })
    await settled(runId, 'rolled_back')
    expect(refunds).toEqual(['C-1'])
    expect(await open(runId)).toEqual([])
  })

  it('U13 leaves nothing to undo when a person says that it did not happen', async () => {
    silent = 99
    const runId = await start({ onInterrupt: 'compensate' })
    await settled(runId, 'rollback_incomplete')
    await api().run.resolveUndo.mutate({ runId, resolution: { step: 'charge', how: 'not_happened' } })
    await settled(runId, 'rolled_back')
    expect(refunds).toEqual([])
    expect(await open(runId)).toEqual([])
  })
})
