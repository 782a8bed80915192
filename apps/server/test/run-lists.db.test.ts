import { createTRPCClient, httpLink } from '@trpc/client'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createEvaluator, createExecutor } from '@eddy/steps/run'
import type { WorkflowDocument } from '@eddy/workflow'
import type { Database } from '../src/db/index.ts'
import { buildApp } from '../src/http/app.ts'
import { RunHost } from '../src/run/run-host.ts'
import type { AppRouter } from '../src/trpc/root.ts'
import { openOwn } from './open-own.ts'

let db: Database
let runs: RunHost
let app: Awaited<ReturnType<typeof buildApp>>
let workflowId: string
let waiting: string

/** Fails with the reason that it is given, waits for a signal when it is told to, or gives the order back. */
const order: WorkflowDocument = {
  eddy: 1,
  name: 'order',
  inputs: [{ name: 'id' }, { name: 'customer', default: { country: 'SE' } }, { name: 'refuse', default: '' }, { name: 'wait', default: false }],
  steps: [
    {
      name: 'way', kind: 'switch', arguments: [{ name: 'refuse', from: { input: 'refuse' } }, { name: 'wait', from: { input: 'wait' } }],
      branches: [
        { name: 'no', when: "refuse != ''", steps: [{ name: 'refuse', kind: 'fail', title: 'Refuse the order', config: { code: 'NO_STOCK', message: 'order {{ id }}: {{ why }}' }, arguments: [{ name: 'id', from: { input: 'id' } }, { name: 'why', from: { input: 'refuse' } }] }] },
        { name: 'wait', when: 'wait', steps: [{ name: 'paid', kind: 'wait.signal', config: { name: 'paid' } }] },
        { name: 'yes', steps: [{ name: 'take', kind: 'expression', config: { expr: 'id' }, arguments: [{ name: 'id', from: { input: 'id' } }] }] },
      ],
    },
  ],
}

beforeAll(async () => {
  db = await openOwn()
  runs = new RunHost({ db, executor: createExecutor({}), evaluator: createEvaluator() })
  app = await buildApp({ db, runs, demoUrl: null, allowedHosts: [] }, { host: '127.0.0.1', origins: [] })
  await app.listen({ port: 0, host: '127.0.0.1' })
  workflowId = (await api().workflow.create.mutate({ document: order as never })).id
  for (const input of [{ id: 1 }, { id: 2, customer: { country: 'NO' } }, { id: 3, refuse: 'no "bikes" are left' }, { id: 4, refuse: 'no "boats" are left' }, { id: 5, refuse: 'the shop is closed' }]) await start(input)
  waiting = await start({ id: 6, wait: true })
  await vi.waitUntil(async () => (await db.prisma.run.count({ where: { endedAt: { not: null } } })) === 5, { timeout: 60_000, interval: 30 })
}, 240_000)
afterAll(async () => {
  await app.close()
  await runs.close()
  await db.close()
})

const api = () => createTRPCClient<AppRouter>({ links: [httpLink({ url: `${app.listeningOrigin}/trpc` })] })
const start = async (input: object) => (await api().run.start.mutate({ workflowId, input })).runId
const orders = async (filter: NonNullable<Parameters<ReturnType<typeof api>['run']['list']['query']>[0]>['filter']) => {
  const { items } = await api().run.list.query({ filter })
  const found = await db.prisma.run.findMany({ where: { id: { in: items.map(({ id }) => id) } }, select: { input: true } })
  return found.map(({ input }) => (input as { id: number }).id).sort((a, b) => a - b)
}

describe('runs are found by', () => {
  it('status', async () => expect(await orders({ status: ['succeeded'] })).toEqual([1, 2]))
  it('several statuses', async () => expect(await orders({ status: ['succeeded', 'running'] })).toEqual([1, 2, 6]))
  it('words of the error, in any case and order', async () => expect(await orders({ error: 'left NO_stock' })).toEqual([3, 4]))
  it('values inside the input', async () => {
    expect(await orders({ input: [{ path: ['customer', 'country'], equals: 'NO' }] })).toEqual([2])
    expect(await orders({ input: [{ path: ['id'], equals: 5 }] })).toEqual([5])
  })
  it('time', async () => {
    expect(await orders({ since: new Date(Date.now() + 60_000).toISOString() })).toEqual([])
    expect(await orders({ until: new Date(Date.now() + 60_000).toISOString() })).toHaveLength(6)
  })
  it('duration, which runs under way do not have', async () => {
    expect(await orders({ minMs: 0 })).toEqual([1, 2, 3, 4, 5])
    expect(await orders({ minMs: 3_600_000 })).toEqual([])
  })
  it('version: drafts have none', async () => {
    expect(await orders({ version: null })).toHaveLength(6)
    expect(await orders({ version: 1 })).toEqual([])
  })
  it('being one of some', async () => expect(await orders({ ids: [waiting] })).toEqual([6]))
  it('how long ago they started', async () => {
    expect(await orders({ withinMs: 3_600_000 })).toHaveLength(6)
    await db.prisma.run.update({ where: { id: waiting }, data: { startedAt: new Date(Date.now() - 7_200_000) } })
    expect(await orders({ withinMs: 3_600_000 })).toEqual([1, 2, 3, 4, 5])
  })
  it('and counted, by status', async () => {
    expect(await api().run.count.query({ filter: { status: ['succeeded', 'running'] } })).toEqual({ total: 3, statuses: { succeeded: 2, running: 1 } })
    expect(await api().run.count.query({ filter: { version: 7 } })).toEqual({ total: 0, statuses: {} })
  })
  it('all of them together', async () => expect(await orders({ status: ['failed', 'rolled_back'], error: 'closed', workflowId })).toEqual([5]))
  it('page by page', async () => {
    const first = await api().run.list.query({ limit: 4 })
    const second = await api().run.list.query({ limit: 4, cursor: first.nextCursor })
    expect([first.items.length, second.items.length, second.nextCursor]).toEqual([4, 2, null])
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(6)
  })
})

describe('failures', () => {
  const since = new Date(0).toISOString()

  it('are grouped by reason', async () => {
    const failures = await api().failure.list.query({ since })
    expect(failures.map(({ runs, state, error, stepTitle }) => ({ runs, state, code: error.code, stepTitle }))).toEqual([1, 2].map((runs) => ({ runs, state: 'open', code: 'NO_STOCK', stepTitle: 'Refuse the order' })))
    expect(await orders({ fingerprint: failures[1]?.fingerprint ?? '' })).toEqual([3, 4])
  })

  it('have an owner and a state, and open again when they come again', async () => {
    const [closed] = await api().failure.list.query({ since })
    const fingerprints = [closed?.fingerprint ?? '']
    await api().failure.triage.mutate({ fingerprints, owner: 'Ada' })
    await api().failure.triage.mutate({ fingerprints, resolved: { reason: 'open again on Monday' } })
    const state = async () => (await api().failure.list.query({ since })).find(({ fingerprint }) => fingerprint === fingerprints[0])
    expect(await state()).toMatchObject({ owner: 'Ada', state: 'resolved', reason: 'open again on Monday' })
    await start({ id: 7, refuse: 'the shop is closed' })
    await expect.poll(async () => (await state())?.state).toBe('reopened')
    expect(await state()).toMatchObject({ runs: 2, owner: 'Ada' })
    await api().failure.triage.mutate({ fingerprints, owner: null, resolved: null })
    expect(await state()).toMatchObject({ owner: null, state: 'open', reason: '' })
  })
})

describe('views', () => {
  it('keep a filter under a name, one of a name', async () => {
    await api().view.save.mutate({ name: 'Stuck', filter: { status: ['halted'] } })
    const { id } = await api().view.save.mutate({ name: 'Stuck', filter: { status: ['halted'], left: true } })
    expect(await api().view.list.query()).toEqual([{ id, name: 'Stuck', filter: { status: ['halted'], left: true } }])
    await api().view.save.mutate({ id, name: 'Left behind', filter: { left: true } })
    expect(await api().view.list.query()).toEqual([{ id, name: 'Left behind', filter: { left: true } }])
    const other = await api().view.save.mutate({ name: 'Other', filter: {} })
    await expect(api().view.save.mutate({ id: other.id, name: 'Left behind', filter: {} })).rejects.toThrow('Another view is called "Left behind" already')
    await api().view.remove.mutate({ id: other.id })
    await api().view.remove.mutate({ id })
    expect(await api().view.list.query()).toEqual([])
  })
})

describe('many runs at once', () => {
  it('are asked by filter; what refuses is told, and keeps nobody from the rest', async () => {
    const all = await api().run.bulk.mutate({ verb: 'cancel', runs: { filter: { workflowId } } })
    expect(all.done).toEqual([waiting])
    expect(all.refused).toHaveLength(6)
    expect(all.refused[0]?.message).toMatch(/^The run is over/)
    await expect.poll(async () => (await api().run.get.query({ runId: waiting })).status).toBe('cancelled')
  })

  it('but for some', async () => {
    const { items } = await api().run.list.query({ filter: { error: 'no_stock' } })
    const [kept, ...others] = items.map(({ id }) => id)
    const { refused } = await api().run.bulk.mutate({ verb: 'cancel', runs: { filter: { error: 'no_stock' }, except: [kept ?? ''] } })
    expect(refused.map(({ runId }) => runId).sort()).toEqual(others.sort())
  })

  it('run again: each is a new run that names the one that it began from', async () => {
    const failed = (await api().run.list.query({ filter: { error: 'boats' } })).items.map(({ id }) => id)
    const { done, started, refused } = await api().run.bulk.mutate({ verb: 'retry', runs: { ids: [...failed, waiting] }, version: 'current' })
    expect(done).toEqual([...failed, waiting].slice(0, done.length))
    expect(started).toHaveLength(done.length)
    expect(refused).toEqual([])
    const next = await api().run.get.query({ runId: started[0] ?? '' })
    expect(next.origin).toMatchObject({ runId: failed[0], how: 'retry', version: 'current' })
  })
})

describe('failures that were run again', () => {
  it('tell as what', async () => {
    await start({ id: 8, refuse: 'the tide is out' })
    const row = async () => (await api().failure.list.query({ since: new Date(0).toISOString() })).find(({ error }) => error.message.includes('the tide is out'))
    await expect.poll(async () => (await row())?.runs).toBe(1)
    expect((await row())?.rerun).toBe(null)
    const { runId } = await api().run.again.mutate({ runId: (await row())?.lastRunId ?? '', from: 'start', input: { id: 8 } })
    await expect.poll(async () => (await row())?.rerun).toEqual({ runs: 1, succeeded: 1, lastRunId: runId, lastStatus: 'succeeded' })
  })
})
