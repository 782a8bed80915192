import { createTRPCClient, httpLink, httpSubscriptionLink, splitLink } from '@trpc/client'
import { EventSource } from 'eventsource'
import { describe, expect, it } from 'vitest'
import { metrics } from '@eddy/middleware'
import { createEvaluator, createExecutor } from '@eddy/steps/run'
import { createStoredCoordination } from '../src/coordination/stored-coordination.ts'
import { StoredClaims } from '../src/coordination/stored-claims.ts'
import { RunHost } from '../src/run/run-host.ts'
import { createStoredState } from '../src/shared/keyed-state.ts'
import type { AppRouter } from '../src/trpc/root.ts'
import { serveAgain } from './serve-here.ts'

const host = await serveAgain((database) => {
  const claims = new StoredClaims(database)
  const executor = createExecutor({ keyedState: createStoredState(database), coordination: createStoredCoordination(database, claims), sendSignal: (signal) => runs.signals.send(signal) })
  const runs: RunHost = new RunHost({ db: database, executor, evaluator: createEvaluator(), middleware: [claims.middleware] })
  return { runs, around: { metrics: metrics(), claims, agents: executor.agents }, onTakenUp: () => claims.reconcile() }
})
const { db, restart } = host

const url = () => `${host.url}/trpc`
const api = () => createTRPCClient<AppRouter>({ links: [splitLink({ condition: ({ type }) => type === 'subscription', true: httpSubscriptionLink({ url: url(), EventSource }), false: httpLink({ url: url() }) })] })
let names = 0
const start = async (steps: readonly object[], more: object = {}) => {
  const document = { eddy: 1, name: `coordination_${++names}`, steps, ...more }
  const { id } = await api().workflow.create.mutate({ document: document as never })
  return (await api().run.start.mutate({ workflowId: id, input: {} })).runId
}
const settled = async (runId: string, status: string) => {
  await expect.poll(async () => (await api().run.get.query({ runId })).status, { timeout: 60_000, interval: 30 }).toBe(status)
  return api().run.get.query({ runId })
}
const claims = (key: string, config: object = {}) => ({ name: 'own', kind: 'claim', config: { key, holder: 'developer', mode: 'no-wait', ...config } })
const holds = { name: 'hold', kind: 'wait.signal', config: { name: 'go' }, waitFor: ['own'] }
const live = async (key: string) => (await api().claim.list.query({})).filter((claim) => claim.key === key)
const openOf = async (runId: string) => {
  await expect.poll(async () => (await api().inbox.list.query({ runId })).items.length, { timeout: 60_000, interval: 30 }).toBe(1)
  const [question] = (await api().inbox.list.query({ runId })).items
  if (!question) throw new Error('no question')
  return question
}

describe('claims', () => {
  it('two runs really clash, and the loser leaves nothing behind', async () => {
    const first = await start([claims('A'), holds])
    await expect.poll(async () => (await live('A')).length).toBe(1)
    const second = await start([{ name: 'other', kind: 'claim', config: { key: 'B' } }, { ...claims('A'), waitFor: ['other'] }])
    const lost = await settled(second, 'rolled_back')
    expect(lost.error).toMatchObject({ code: 'coordination_conflict', details: { held: [{ key: 'A', holder: 'developer', runId: first }] } })
    expect(lost.undone).toBe(1)
    expect(await live('B')).toEqual([])
    await api().run.signal.mutate({ runId: first, name: 'go' })
    await settled(first, 'succeeded')
    await expect.poll(() => live('A')).toEqual([])
    const [ended] = (await api().claim.list.query({ live: false, runId: first })).filter(({ key }) => key === 'A')
    expect(ended).toMatchObject({ status: 'completed' })
  })

  it('of twenty runs at once exactly one has it', async () => {
    const runs = await Promise.all(Array.from({ length: 20 }, () => start([claims('C'), holds])))
    await expect.poll(async () => (await Promise.all(runs.map((runId) => api().run.get.query({ runId })))).filter(({ status }) => status === 'rolled_back').length, { timeout: 60_000 }).toBe(19)
    const [claim, ...others] = await live('C')
    expect(others).toEqual([])
    await api().run.cancel.mutate({ runId: claim?.runId ?? '' })
    await expect.poll(() => live('C')).toEqual([])
  })

  it('are released by a person with a reason that is kept, once, and the next one has the key', async () => {
    let told = 0
    const subscription = api().claim.changes.subscribe(undefined, { onData: () => told++ })
    const first = await start([claims('R-77'), holds])
    await expect.poll(async () => (await live('R-77')).length).toBe(1)
    const [claim] = await api().claim.list.query({ state: 'held', query: 'r-77 DEVEL' })
    expect(claim).toMatchObject({ key: 'R-77', holder: 'developer', runId: first, keep: 'run', live: true, endedAt: null })
    const id = claim?.id ?? ''
    await expect(api().claim.release.mutate({ id, reason: ' ' })).rejects.toThrow()
    expect(await api().claim.release.mutate({ id, reason: 'the worker has died', by: 'Ada' })).toMatchObject({ live: false, status: 'released', endReason: 'the worker has died', endedBy: 'Ada' })
    await expect(api().claim.release.mutate({ id, reason: 'again' })).rejects.toMatchObject({ data: { eddy: { code: 'INVALID_STATE', message: 'developer does not hold "R-77" any more: the claim is released.' } } })
    expect(await api().claim.list.query({ state: 'ended', query: 'r-77' })).toMatchObject([{ id, endReason: 'the worker has died' }])
    const second = await start([claims('R-77'), holds])
    await expect.poll(async () => (await live('R-77')).map(({ runId }) => runId)).toEqual([second])
    // the run that held it ends as it would have, and leaves the other's claim alone
    await api().run.signal.mutate({ runId: first, name: 'go' })
    await settled(first, 'succeeded')
    expect(await live('R-77')).toHaveLength(1)
    await api().run.signal.mutate({ runId: second, name: 'go' })
    await settled(second, 'succeeded')
    await expect.poll(() => told).toBeGreaterThan(1)
    subscription.unsubscribe()
  })

  it('survive a restart, and end with their runs', async () => {
    const run = await start([claims('D'), holds])
    const kept = await start([claims('E', { keep: 'until_released' })])
    await settled(kept, 'succeeded')
    await expect.poll(async () => (await live('D')).length).toBe(1)
    await restart()
    expect(await live('D')).toMatchObject([{ runId: run, status: 'in_progress' }])
    expect(await live('E')).toMatchObject([{ runId: kept }])
    await settled(await start([claims('D')]), 'rolled_back')
    await api().run.signal.mutate({ runId: run, name: 'go' })
    await settled(run, 'succeeded')
    await expect.poll(() => live('D')).toEqual([])
    await settled(await start([{ name: 'free', kind: 'claim.release', config: { key: 'E', of: 'anyone' } }]), 'succeeded')
    expect(await live('E')).toEqual([])
  })

  it('that lose their lease are free', async () => {
    await settled(await start([claims('F', { lease: 'PT0.05S', keep: 'until_released' })]), 'succeeded')
    await settled(await start([claims('F', { mode: 'wait', wait: 'PT5S' })]), 'succeeded')
  })
})

describe('figures and handoffs', () => {
  const count = { name: 'count', kind: 'metric', config: { name: 'tasks_done', value: '2', labels: { team: 'a"b' } } }
  const hand = { name: 'hand', kind: 'agent.handoff', config: { to: 'qa', subject: 'Test it' }, arguments: [{ name: 'body', from: { value: { branch: 'x' } } }], waitFor: ['count'] }
  const exposed = async () => (await fetch(`${host.url}/metrics`)).text()

  it('are counted, shown and taken back', async () => {
    const good = await start([count, hand])
    await settled(good, 'succeeded')
    expect(await exposed()).toContain('# TYPE eddy_metric_tasks_done gauge\neddy_metric_tasks_done{team="a\\"b"} 2\n')
    expect(await api().handoff.list.query({ to: 'qa' })).toMatchObject([{ runId: good, subject: 'Test it', body: { branch: 'x' }, withdrawnAt: null }])
    await settled(await start([count, hand, { name: 'stop', kind: 'fail', config: { message: 'no' }, waitFor: ['hand'] }]), 'rolled_back')
    expect(await api().metric.list.query({})).toMatchObject([{ name: 'tasks_done', labels: { team: 'a"b' }, value: 2 }])
    expect(await api().handoff.list.query({ to: 'qa' })).toHaveLength(1)
    await api().run.undo.mutate({ runId: good })
    await settled(good, 'rolled_back')
    expect(await exposed()).toContain('eddy_metric_tasks_done{team="a\\"b"} 0\n')
    expect(await api().handoff.list.query({ to: 'qa' })).toEqual([])
    expect(await api().handoff.list.query({ to: 'qa', withdrawn: true })).toHaveLength(2)
  })

  it('agents are known', async () => {
    expect((await api().agent.list.query()).map(({ name }) => name)).toContain('worker-4')
  })
})

describe('the inbox', () => {
  const asks = (config: object = {}) => ({ name: 'ask', kind: 'approval', config: { title: 'Pay {{ cents }} cents?', text: 'To **{{ who }}**.', role: 'finance', ...config }, arguments: [{ name: 'cents', from: { value: 4900 } }, { name: 'who', from: { value: 'Ada' } }] })

  it('an answer through the API lets the run go on, with who, when and what', async () => {
    const run = await start([asks({ fields: { type: 'object', properties: { account: { type: 'string', minLength: 2 } }, required: ['account'] } })])
    const question = await openOf(run)
    expect(question).toMatchObject({ kind: 'approval', title: 'Pay 4900 cents?', text: 'To **Ada**.', role: 'finance', options: [{ value: 'approve' }, { value: 'reject' }], run: { id: run, step: 'ask' } })
    await expect(api().inbox.answer.mutate({ id: question.id, choice: 'maybe' })).rejects.toMatchObject({ data: { eddy: { code: 'INVALID_INPUT' } } })
    await expect(api().inbox.answer.mutate({ id: question.id, choice: 'approve', values: { account: 'x' } })).rejects.toMatchObject({ data: { eddy: { code: 'INVALID_INPUT' } } })
    await api().inbox.answer.mutate({ id: question.id, choice: 'approve', values: { account: 'A-1' }, note: 'checked', by: 'Grace' })
    expect((await settled(run, 'succeeded')).value).toMatchObject({ approved: true, choice: 'approve', by: 'Grace', at: expect.stringMatching(/^20\d\d-/), note: 'checked', values: { account: 'A-1' }, timedOut: false })
    await expect.poll(async () => (await api().inbox.list.query({ show: 'over', runId: run })).items).toMatchObject([{ status: 'answered', answer: { by: 'Grace' } }])
    await expect(api().inbox.answer.mutate({ id: question.id, choice: 'reject' })).rejects.toMatchObject({ data: { eddy: { code: 'ALREADY_ANSWERED' } } })
  })

  it('two people who answer at once: one is told that the other was first', async () => {
    const run = await start([asks({ onReject: 'continue' })])
    const { id } = await openOf(run)
    const answers = await Promise.allSettled(['approve', 'reject'].map((choice) => api().inbox.answer.mutate({ id, choice })))
    expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await settled(run, 'succeeded')
    expect(await db.prisma.runEvent.count({ where: { runId: run, type: 'signal.received' } })).toBe(1)
  })

  it('a rejection rolls the run back', async () => {
    const run = await start([claims('G'), { ...asks(), waitFor: ['own'] }])
    await api().inbox.answer.mutate({ id: (await openOf(run)).id, choice: 'reject', by: 'Grace', note: 'too much' })
    expect(await settled(run, 'rolled_back')).toMatchObject({ error: { code: 'APPROVAL_REJECTED', message: 'it was rejected by Grace: too much' }, undone: 1 })
  })

  it('another run may answer by a signal', async () => {
    const run = await start([asks({ signal: 'invoice_ok', correlation: '"I-7"' })])
    await openOf(run)
    await settled(await start([{ name: 'tell', kind: 'send.signal', config: { name: 'invoice_ok', correlation: '"I-7"' }, arguments: [{ name: 'payload', from: { value: true } }] }]), 'succeeded')
    expect((await settled(run, 'succeeded')).value).toMatchObject({ approved: true })
    await expect.poll(async () => (await api().inbox.list.query({ show: 'over', runId: run })).items).toMatchObject([{ status: 'answered', answer: true }])
  })

  it('a question outlives a restart, with what is waited for', async () => {
    const run = await start([asks({ timeout: 'PT1H' })])
    const before = await openOf(run)
    await restart()
    expect(await openOf(run)).toEqual(before)
    // as if the process had died before the inbox knew of the question
    await db.prisma.question.delete({ where: { id: before.id } })
    await restart()
    const after = await openOf(run)
    expect(after).toEqual({ ...before, askedAt: expect.any(String) })
    expect(after.dueAt).not.toBeNull()
    await api().inbox.answer.mutate({ id: after.id, choice: 'approve' })
    await settled(run, 'succeeded')
  })

  it('time ends a question, and calls it to mind before', async () => {
    let unread = -1
    const subscription = api().inbox.changes.subscribe(undefined, { onData: ({ notices }) => void (unread = notices) })
    await expect.poll(() => unread, { timeout: 60_000 }).toBeGreaterThan(-1)
    const before = unread
    const told = async () => (await api().notice.list.query({ unread: true })).filter(({ runId }) => runId === run).map(({ title }) => title)
    const run = await start([{ name: 'ask', kind: 'escalate', config: { title: 'What now?', remind: 'PT1S', timeout: 'PT2.5S', onTimeout: 'skip' } }])
    const { id } = await openOf(run)
    await expect.poll(async () => (await api().inbox.list.query({ runId: run })).items[0]?.reminders, { timeout: 60_000 }).toBe(1)
    expect(await told()).toEqual(['Still open: What now?', 'Needs a decision: What now?'])
    await expect.poll(() => unread).toBe(before + 2)
    expect((await settled(run, 'succeeded')).value).toMatchObject({ decision: 'skip', timedOut: true })
    await expect.poll(async () => (await api().inbox.list.query({ show: 'over', runId: run })).items).toMatchObject([{ id, status: 'timed_out' }])
    // what was told of a question that is over matters no more, but that nobody answered does
    await expect.poll(told).toEqual(['Nobody answered in time: What now?'])
    await expect.poll(() => unread).toBe(before + 1)
    await api().notice.read.mutate({ keys: [`${id}/unanswered`] })
    await expect.poll(() => unread).toBe(before)
    subscription.unsubscribe()
  })

  it('a run that goes on without an answer takes its question back, and says so to whoever listens', async () => {
    const counts: number[] = []
    const subscription = api().inbox.changes.subscribe(undefined, { onData: ({ open }) => counts.push(open) })
    await expect.poll(() => counts.length).toBeGreaterThan(0)
    const [before = 0] = counts
    const run = await start([asks()])
    const { id } = await openOf(run)
    await api().run.cancel.mutate({ runId: run })
    await settled(run, 'cancelled')
    await expect.poll(async () => (await api().inbox.list.query({ show: 'over', runId: run })).items).toMatchObject([{ id, status: 'withdrawn' }])
    await expect.poll(() => counts).toEqual([before, before + 1, before])
    subscription.unsubscribe()
    await expect(api().inbox.answer.mutate({ id, choice: 'approve' })).rejects.toMatchObject({ data: { eddy: { code: 'ALREADY_ANSWERED', message: 'The run does not need an answer any more.' } } })
  })
})
