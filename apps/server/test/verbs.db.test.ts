import { TRPCClientError } from '@trpc/client'
import { describe, expect, it } from 'vitest'
import { createExecutor } from '@eddy/steps/run'
import { serveHere } from './serve-here.ts'

const { runs, api } = await serveHere({ host: { executor: createExecutor({ http: { allowedHosts: [] } }) } })
const settled = async (runId: string, status: string) => {
  await expect.poll(async () => (await api().run.get.query({ runId })).status, { timeout: 60_000, interval: 50 }).toBe(status)
  return api().run.get.query({ runId })
}
const code = (name: string, source: string, more: object = {}) => ({ name, kind: 'code', config: { source }, ...more })
const pause = (name: string, more: object = {}) => ({ name, kind: 'wait.timer', config: { duration: 'PT1H' }, ...more })
const create = (steps: readonly object[], more: object = {}) => api().workflow.create.mutate({ document: { eddy: 1, name: 'test', steps, ...more } as never })
const start = async (steps: readonly object[], more: object = {}, input: object = {}) => {
  const workflow = await create(steps, more)
  const { runId } = await api().run.start.mutate({ workflowId: workflow.id, input })
  return { workflow, runId }
}
const refusal = async (call: Promise<unknown>) => {
  const error = await call.then(() => undefined, (reason: unknown) => reason)
  if (!(error instanceof TRPCClientError)) throw new Error(`expected a refusal, got ${String(error)}`)
  return { ...error.data?.eddy, message: error.message }
}
const handlers = [code('release', 'return 1')]
const reserve = code('reserve', 'return { room: args.night }', { undo: 'release', arguments: [{ name: 'night', from: { input: 'night' } }] })
const quote = code('quote', 'return 80')
const ship = code('ship', 'return args.go === true ? "sent" : eddy.fail("no lorry", { retryable: false })', { waitFor: ['reserve', 'quote'], arguments: [{ name: 'go', from: { input: 'go' } }] })
const inputs = [{ name: 'night', default: 12 }, { name: 'go', default: false }]

describe('cancelling as shown', () => {
  it('says what would be undone, and refuses when that has changed since', async () => {
    const { runId } = await start([reserve, pause('wait', { waitFor: ['reserve'] })], { handlers, inputs })
    await expect.poll(async () => (await api().run.cancelPreview.query({ runId }))?.undone, { timeout: 60_000 }).toEqual([{ path: 'reserve', order: 1 }])
    expect(await refusal(api().run.cancel.mutate({ runId, expect: [] }))).toMatchObject({ code: 'RUN_MOVED_ON', details: { undone: [{ path: 'reserve', order: 1 }] } })
    await api().run.cancel.mutate({ runId, expect: ['reserve'] })
    expect(await settled(runId, 'cancelled')).toMatchObject({ undone: 1, left: 0 })
    expect(await api().run.cancelPreview.query({ runId })).toBeNull()
  })
})

describe('halting and retrying now', () => {
  it('halts when asked, and goes on when resumed', async () => {
    const { runId } = await start([pause('wait')])
    await api().run.halt.mutate({ runId, reason: 'lunch' })
    await settled(runId, 'halted')
    expect(await refusal(api().run.retryNow.mutate({ runId }))).toMatchObject({ code: 'INVALID_STATE' })
    await api().run.resume.mutate({ runId })
    await settled(runId, 'running')
    await api().run.cancel.mutate({ runId, rollback: false })
    expect(await settled(runId, 'cancelled')).toMatchObject({ undone: 0 })
    expect(await refusal(api().run.halt.mutate({ runId }))).toMatchObject({ code: 'INVALID_STATE' })
  })

  it('ends a backoff', async () => {
    const { runId } = await start([code('flaky', 'return context.attempt === 2 ? "ok" : eddy.fail("busy")', { retry: { max: 1, backoff: { initial: 'PT1H' } } })])
    await expect.poll(() => api().run.retryNow.mutate({ runId, step: 'flaky' }).then(() => 'asked', () => 'too early'), { timeout: 60_000 }).toBe('asked')
    expect(await settled(runId, 'succeeded')).toMatchObject({ value: 'ok' })
  })
})

describe('running again', () => {
  it('from the failure on: keeps what holds, does again what was undone, and links both runs', async () => {
    const { workflow, runId } = await start([reserve, quote, ship], { handlers, inputs })
    await settled(runId, 'rolled_back')
    const plan = await api().run.againPlan.query({ runId, from: 'failure' })
    expect(plan).toMatchObject({ kept: ['quote'], again: [{ path: 'reserve', because: 'undone' }, { path: 'ship', because: 'unfinished' }] })
    const next = await api().run.again.mutate({ runId, from: 'failure', input: { go: true } })
    const run = await settled(next.runId, 'succeeded')
    expect(run).toMatchObject({ value: 'sent', workflowId: workflow.id, origin: { runId, how: 'retry', kept: 1, version: 'recorded', edited: true }, input: { go: true, night: 12 } })
    expect((await api().run.get.query({ runId })).successors).toMatchObject([{ id: next.runId, status: 'succeeded' }])
    const by = (await runs.store.readLog(next.runId)).flatMap((event) => (event.type === 'step.succeeded' ? [[event.step, event.data.by]] : []))
    expect(new Map(by as [string, string | undefined][])).toEqual(new Map([['reserve', undefined], ['quote', `run ${runId}`], ['ship', undefined]]))
  })

  it('with another input: what took it runs again, the rest is kept', async () => {
    const { runId } = await start([code('reserve', 'return args.night', { arguments: [{ name: 'night', from: { input: 'night' } }] }), quote, ship], { inputs })
    await settled(runId, 'rolled_back')
    expect((await api().run.againPlan.query({ runId, from: 'failure' })).kept).toEqual(['reserve', 'quote'])
    expect((await api().run.againPlan.query({ runId, from: 'failure', input: { night: 13 } })).kept).toEqual(['quote'])
  })

  it('with the workflow as it is now: changed steps run again', async () => {
    const { workflow, runId } = await start([code('reserve', 'return 1'), quote, ship], { inputs })
    await settled(runId, 'rolled_back')
    const { revision } = await api().workflow.get.query({ id: workflow.id })
    await api().workflow.save.mutate({ id: workflow.id, baseRevision: revision, document: { ...workflow.document, steps: [code('reserve', 'return 1'), code('quote', 'return 90'), code('ship', 'return args.price', { waitFor: ['reserve'], arguments: [{ name: 'price', from: { result: 'quote' } }] })] } as never })
    expect(await api().run.againPlan.query({ runId, from: 'failure', version: 'current' })).toMatchObject({ kept: ['reserve'], again: [{ path: 'quote', because: 'changed' }, { path: 'ship' }] })
    const next = await api().run.again.mutate({ runId, from: 'failure', version: 'current' })
    expect(await settled(next.runId, 'succeeded')).toMatchObject({ value: 90, origin: { version: 'current', kept: 1 } })
    const whole = await api().run.again.mutate({ runId })
    expect(await settled(whole.runId, 'rolled_back')).toMatchObject({ origin: { how: 'again', kept: 0 } })
  })

  it('from a step on; not while it is under way, not from a step that is not there, not while something is left', async () => {
    const { runId } = await start([reserve, quote, { ...ship, config: { source: 'return "sent"' } }], { handlers, inputs })
    await settled(runId, 'succeeded')
    expect(await api().run.againPlan.query({ runId, from: { step: 'reserve' } })).toMatchObject({ kept: ['quote'], again: [{ path: 'reserve', because: 'chosen' }, { path: 'ship', because: 'depends' }] })
    expect(await refusal(api().run.again.mutate({ runId, from: { step: 'gone' } }))).toMatchObject({ code: 'NOT_FOUND' })
    const going = await start([pause('wait')])
    expect(await refusal(api().run.again.mutate({ runId: going.runId, from: 'failure' }))).toMatchObject({ code: 'INVALID_STATE' })
    const stuck = await start([code('a', 'return 1', { undo: 'locked' }), { name: 'b', kind: 'fail', config: { message: 'no' }, waitFor: ['a'] }], { handlers: [code('locked', 'return eddy.fail("locked", { retryable: false })')] })
    await settled(stuck.runId, 'rollback_incomplete')
    expect(await refusal(api().run.again.mutate({ runId: stuck.runId, from: 'failure' }))).toMatchObject({ code: 'INVALID_STATE', message: expect.stringContaining('Say first') })
  })
})
