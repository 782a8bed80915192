import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { createEvaluator, createExecutor } from '@eddy/steps/run'
import type { WorkflowDocument } from '@eddy/workflow'
import type { Database } from '../src/db/index.ts'
import { RunHost } from '../src/run/run-host.ts'
import { enableTrigger } from '../src/trigger/enable-trigger.ts'
import { receiveDelivery } from '../src/trigger/receive-delivery.ts'
import { saveTrigger } from '../src/trigger/save-trigger.ts'
import { TriggerSettings } from '../src/trigger/trigger-config.ts'
import { TriggerHost } from '../src/trigger/trigger-host.ts'
import { createWorkflow } from '../src/workflow/create-workflow.ts'
import { saveWorkflow } from '../src/workflow/save-workflow.ts'
import { openOwn } from './open-own.ts'

const evaluator = createEvaluator()
let db: Database
let runs: RunHost
let hosts: readonly TriggerHost[]

beforeAll(async () => {
  db = await openOwn()
  runs = new RunHost({ db, executor: createExecutor(), evaluator })
  hosts = [1, 2].map(() => new TriggerHost({ db, runs, evaluator }))
}, 240_000)
afterAll(async () => {
  for (const host of hosts) await host.close()
  await runs.close()
  await db.close()
})

const document = (name: string): WorkflowDocument => ({ eddy: 1, name, inputs: [{ name: 'order', schema: { type: 'number' } }, { name: 'text', required: false }], steps: [{ name: 'one', kind: 'debug' }, { name: 'two', kind: 'debug', waitFor: ['one'] }] })
const webhook = async (path: string) => {
  const { id: workflowId } = await createWorkflow(db, document(path))
  return saveTrigger(db, { workflowId, enabled: true, settings: TriggerSettings.parse({ name: path, config: { kind: 'webhook', path }, runs: { draft: true } }) }, new Date())
}
const deliver = (host: TriggerHost | undefined, path: string, { body, key }: { readonly body: string; readonly key?: string }) => {
  const headers: { readonly [name: string]: string } = { 'content-type': 'application/json', ...(key === undefined ? {} : { 'idempotency-key': key }) }
  if (!host) throw new Error('no host')
  return receiveDelivery(host, { method: 'POST', path, query: {}, header: (name) => headers[name.toLowerCase()], headers: Object.keys(headers), body: Buffer.from(body) })
}

it('many deliveries at once, of two servers, with some sent twice, are each one run, written together', async () => {
  const { id } = await webhook('many')
  const query = vi.spyOn(db.pool, 'query')
  const answers = await Promise.all(Array.from({ length: 120 }, (_, n) => deliver(hosts[n % 2], 'many', { body: `{"order": ${n}}`, ...(n < 60 ? { key: `key ${Math.floor(n / 3)}` } : {}) })))
  const writes = query.mock.calls.filter(([asked]) => (asked as { readonly name?: string }).name === 'write_firings').length
  query.mockRestore()
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]))
  const runIds = answers.map(({ body }) => (body as { readonly runId: string }).runId)
  // 20 keys thrice, and 60 without one
  expect(new Set(runIds).size).toBe(80)
  expect(writes).toBeLessThan(20)
  for (const runId of new Set(runIds)) expect((await runs.settled(runId)).status).toBe('succeeded')
  await runs.store.drain()
  expect(await db.prisma.run.groupBy({ by: ['status'], where: { triggerId: id }, _count: true })).toEqual([{ status: 'succeeded', _count: 80 }])
  const firings = await db.prisma.triggerFiring.findMany({ where: { triggerId: id } })
  expect(new Set(firings.map(({ runId }) => runId))).toEqual(new Set(runIds))
  expect(await db.prisma.run.count({ where: { idempotencyKey: { in: firings.map((firing) => firing.id) } } })).toBe(80)
}, 120_000)

it('what a webhook runs is sent to the database once, and again after it was removed with the last of its runs', async () => {
  const { id } = await webhook('again')
  const query = vi.spyOn(db.pool, 'query')
  const sent = async () => {
    query.mockClear()
    const answer = await deliver(hosts[0], 'again', { body: '{"order": 1}' })
    expect(answer.status).toBe(202)
    const result = await runs.settled((answer.body as { readonly runId: string }).runId)
    expect(result.status).toBe('succeeded')
    const writes = query.mock.calls.map(([asked]) => asked as { readonly name?: string; readonly values?: readonly unknown[] }).filter(({ name }) => name === 'write_firings')
    return writes.map(({ values }) => (JSON.parse(String(values?.[1])) as readonly unknown[]).length)
  }
  expect(await sent()).toEqual([1])
  expect(await sent()).toEqual([0])
  await runs.store.drain()
  const { definitionHash } = await db.prisma.run.findFirstOrThrow({ where: { triggerId: id } })
  await db.prisma.run.deleteMany({ where: { triggerId: id } })
  await db.prisma.definition.delete({ where: { hash: definitionHash } })
  expect(await sent()).toEqual([0, 1])
  query.mockRestore()
  expect(await db.prisma.definition.count({ where: { hash: definitionHash } })).toBe(1)
  expect(await db.prisma.triggerFiring.count({ where: { triggerId: id } })).toBe(3)
}, 120_000)

it('what cannot be stored or does not fit among them is refused alone', async () => {
  const { id } = await webhook('mixed')
  const bodies = ['{"order": 1}', '{"order": "x"}', '{"order": 2, "nul": "\\u0000"}', '{', '{"order": 3, "text": "\\\\u0000"}']
  const answers = await Promise.allSettled(bodies.map((body) => deliver(hosts[0], 'mixed', { body })))
  const refused = await db.prisma.triggerFiring.count({ where: { triggerId: id, state: 'refused' } })
  const started = await db.prisma.run.count({ where: { triggerId: id } })
  expect(answers[0]).toMatchObject({ value: { status: 202 } })
  expect(answers[1]).toMatchObject({ value: { status: 422 } })
  expect(answers[2]).toMatchObject({ value: { status: 422 } })
  expect(answers[3]).toMatchObject({ value: { status: 422 } })
  expect(answers[4]).toMatchObject({ value: { status: 202 } })
  expect(started).toBe(2)
  expect(refused).toBe(3)
}, 120_000)

it('of a trigger that is removed while a delivery is on its way there is neither firing nor run', async () => {
  const { id } = await webhook('removed')
  const trigger = (await hosts[0]?.webhooks.look('POST /removed'))?.trigger
  if (!trigger) throw new Error('no trigger')
  await db.prisma.trigger.delete({ where: { id } })
  expect(await hosts[0]?.intake.take({ trigger, firing: { key: 'k', event: { body: { order: 1 } } } })).toBeUndefined()
  expect(await db.prisma.run.count({ where: { triggerId: id } })).toBe(0)
}, 120_000)

it('what deliveries go by is looked up once, and whatever changes of it holds for the next one', async () => {
  const { id, workflowId } = await webhook('changing')
  const [host] = hosts
  if (!host) throw new Error('no host')
  const look = vi.spyOn(host.webhooks, 'look')
  const order = (key?: string) => deliver(host, 'changing', { body: '{"order": 1}', ...(key === undefined ? {} : { key }) })
  for (let n = 0; n < 3; n++) expect((await order()).status).toBe(202)
  expect(look).toHaveBeenCalledTimes(1)
  await enableTrigger(db, { id, enabled: false }, new Date())
  expect((await order()).status).toBe(503)
  await enableTrigger(db, { id, enabled: true }, new Date())
  expect((await order()).status).toBe(202)
  await saveTrigger(db, { id, workflowId, enabled: true, settings: TriggerSettings.parse({ name: 'changing', config: { kind: 'webhook', path: 'changing' }, filter: 'body.order > 1', runs: { draft: true } }) }, new Date())
  expect((await order()).body).toMatchObject({ skipped: 'The filter says no.' })
  await saveTrigger(db, { id, workflowId, enabled: true, settings: TriggerSettings.parse({ name: 'changing', config: { kind: 'webhook', path: 'changing' }, runs: { draft: true } }) }, new Date())
  expect((await order()).status).toBe(202)
  const { revision: baseRevision } = await db.prisma.workflow.findUniqueOrThrow({ where: { id: workflowId } })
  await saveWorkflow(db, { id: workflowId, baseRevision, document: { ...document('changing'), steps: [{ name: 'other', kind: 'debug' }] } })
  const { body } = await order()
  const { runId } = body as { readonly runId: string }
  expect((await runs.settled(runId)).status).toBe('succeeded')
  expect((await runs.store.readLog(runId)).flatMap(({ type, step }) => (type === 'step.succeeded' ? [step] : []))).toEqual(['other'])
  await db.prisma.trigger.delete({ where: { id } })
  expect((await order()).status).toBe(404)
  look.mockRestore()
  // what had begun by what was no longer so counts for nothing
  expect(await db.prisma.run.count({ where: { triggerId: id, status: { not: 'succeeded' } } })).toBe(0)
}, 120_000)

it('a run that begins with its row is stored with it, to its end', async () => {
  await webhook('whole')
  await deliver(hosts[0], 'whole', { body: '{"order": 1}' })
  const query = vi.spyOn(db.pool, 'query')
  const { body } = await deliver(hosts[0], 'whole', { body: '{"order": 1}' })
  const named = query.mock.calls.flatMap(([asked]) => (asked as { readonly name?: string }).name ?? [])
  query.mockRestore()
  expect(named).toEqual(['write_firings'])
  const run = await db.prisma.run.findUniqueOrThrow({ where: { id: (body as { readonly runId: string }).runId } })
  const events = await runs.store.readLog(run.id)
  expect(run).toMatchObject({ status: 'succeeded', lastSeq: events.length, undone: 0, leftInPlace: 0, error: null, startedAt: new Date(events[0]?.at ?? 0), endedAt: new Date(events.at(-1)?.at ?? 0) })
  expect(run.durationMs).toBe((events.at(-1)?.at ?? 0) - (events[0]?.at ?? 0))
  expect(events.map(({ seq, type, step }) => `${seq} ${type} ${step ?? ''}`.trim())).toEqual(['1 run.started', '2 step.ready one', '3 step.started one', '4 step.succeeded one', '5 step.ready two', '6 step.started two', '7 step.succeeded two', '8 run.succeeded'])
}, 120_000)

it.each(['POST', 'GET'])('nothing outside is done before its run is written, nor when that fails: %s', async (method) => {
  const done: string[] = []
  const acting = new RunHost({ db, evaluator, executor: { execute: ({ runId }) => {
    done.push(runId)
    return { kind: 'ok', value: null }
  } } })
  const host = new TriggerHost({ db, runs: acting, evaluator })
  const { id: workflowId } = await createWorkflow(db, { eddy: 1, name: `acts_${method.toLowerCase()}`, inputs: [{ name: 'order' }], steps: [{ name: 'call', kind: 'http.request', config: { url: 'http://127.0.0.1/', method } }] })
  await saveTrigger(db, { workflowId, enabled: true, settings: TriggerSettings.parse({ name: 'acts', config: { kind: 'webhook', path: `acts/${method}` }, runs: { draft: true } }) }, new Date())
  const query = db.pool.query.bind(db.pool)
  const answering = vi.spyOn(db.pool, 'query')
  answering.mockImplementation((async (asked: never, values: never) => {
    if ((asked as { readonly name?: string }).name === 'write_firings') throw Object.assign(new Error('away'), { code: 'ECONNREFUSED' })
    return query(asked, values)
  }) as never)
  await expect(deliver(host, `acts/${method}`, { body: '{"order": 1}' })).rejects.toThrow('away')
  await new Promise((next) => setTimeout(next, 50))
  expect([done, acting.held]).toEqual([[], 0])
  let write = () => {}
  const written = new Promise<void>((next) => (write = next))
  answering.mockImplementation((async (asked: never, values: never) => {
    if ((asked as { readonly name?: string }).name === 'write_firings') await written
    return query(asked, values)
  }) as never)
  const answer = deliver(host, `acts/${method}`, { body: '{"order": 1}' })
  // only what waits for its events to be stored begins before
  await expect.poll(() => acting.held).toBe(method === 'POST' ? 1 : 0)
  await new Promise((next) => setTimeout(next, 50))
  expect(done).toEqual([])
  write()
  const { runId } = (await answer).body as { readonly runId: string }
  expect((await acting.settled(runId)).status).toBe('succeeded')
  expect(done).toEqual([runId])
  answering.mockRestore()
  await host.close()
  await acting.close()
}, 120_000)

it('a statement that is refused leaves the connection to the next', async () => {
  for (let n = 0; n < 5; n++) {
    const [bad, good] = await Promise.allSettled([db.pool.query('SELECT $1::jsonb', ['{']), db.pool.query<{ n: number }>('SELECT $1::int AS n', [n])])
    expect(bad.status).toBe('rejected')
    expect(good).toMatchObject({ value: { rows: [{ n }] } })
  }
}, 120_000)
