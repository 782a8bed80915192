import { createTRPCClient, httpLink, TRPCClientError } from '@trpc/client'
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
let url: string

beforeAll(async () => {
  db = await openOwn()
  runs = new RunHost({ db, executor: createExecutor(), evaluator: createEvaluator() })
  app = await buildApp({ db, runs, demoUrl: null, allowedHosts: [] }, { host: '127.0.0.1', origins: [] })
  await app.listen({ port: 0, host: '127.0.0.1' })
  url = app.listeningOrigin
}, 240_000)
afterAll(async () => {
  await app.close()
  await runs.close()
  await db.close()
})

const api = () => createTRPCClient<AppRouter>({ links: [httpLink({ url: `${url}/trpc` })] })
const code = (name: string, source: string, more: object = {}) => ({ name, kind: 'code', config: { source }, ...more })
const create = (steps: readonly object[], more: object = {}) => api().workflow.create.mutate({ document: { eddy: 1, name: 'test', steps, ...more } as never })
const settled = async (runId: string, status: string) => {
  await expect.poll(async () => (await api().run.get.query({ runId })).status, { timeout: 60_000, interval: 50 }).toBe(status)
  return api().run.get.query({ runId })
}
const refusal = async (call: Promise<unknown>) => {
  const error = await call.then(() => undefined, (reason: unknown) => reason)
  if (!(error instanceof TRPCClientError)) throw new Error(`expected a refusal, got ${String(error)}`)
  return { status: error.data?.httpStatus, ...error.data?.eddy, message: error.message }
}
const ada = { name: 'Ada', input: { customer: 'Ada' }, pins: { a: { kind: 'value' as const, value: { id: 7 } } } }

describe('fixtures', () => {
  it('are kept beside their workflow, one of each name, and go with it', async () => {
    const workflow = await create([code('a', 'return 1')])
    const made = await api().fixture.save.mutate({ workflowId: workflow.id, fixture: ada })
    expect(made).toMatchObject({ fixture: ada, revision: 1 })
    await api().fixture.save.mutate({ workflowId: workflow.id, fixture: { ...ada, name: 'Bob' } })
    expect((await api().fixture.list.query({ workflowId: workflow.id })).map(({ fixture }) => fixture.name)).toEqual(['Ada', 'Bob'])
    expect(await refusal(api().fixture.save.mutate({ workflowId: workflow.id, fixture: ada }))).toMatchObject({ status: 409, code: 'NAME_TAKEN' })
    await api().workflow.remove.mutate({ id: workflow.id })
    expect(await db.prisma.fixture.count({ where: { workflowId: workflow.id } })).toBe(0)
  })

  it('are changed, renamed and removed; a change of what has moved on is refused with what is stored', async () => {
    const workflow = await create([code('a', 'return 1')])
    const { id, revision } = await api().fixture.save.mutate({ workflowId: workflow.id, fixture: ada })
    const renamed = { ...ada, name: 'Grace' }
    expect(await api().fixture.save.mutate({ workflowId: workflow.id, fixture: renamed, base: { id, revision } })).toMatchObject({ id, revision: 2, fixture: renamed })
    expect(await refusal(api().fixture.save.mutate({ workflowId: workflow.id, fixture: ada, base: { id, revision } }))).toMatchObject({ code: 'STALE_SAVE', details: { revision: 2, fixture: renamed } })
    expect(await api().fixture.remove.mutate({ id })).toEqual({ id })
    expect(await refusal(api().fixture.remove.mutate({ id }))).toMatchObject({ status: 404, code: 'NOT_FOUND' })
    expect(await refusal(api().fixture.save.mutate({ workflowId: workflow.id, fixture: ada, base: { id, revision: 2 } }))).toMatchObject({ code: 'NOT_FOUND' })
  })

  it('refuse what is no pin, and workflows that are not there', async () => {
    const workflow = await create([code('a', 'return 1')])
    const wrong = { ...ada, pins: { a: { kind: 'failure', code: '', message: 'x' } } } as never
    expect(await refusal(api().fixture.save.mutate({ workflowId: workflow.id, fixture: wrong }))).toMatchObject({ status: 400 })
    expect(await refusal(api().fixture.save.mutate({ workflowId: 'nope', fixture: ada }))).toMatchObject({ status: 404, code: 'NOT_FOUND' })
  })

  it('are made of a run: its input, each value whole, and the failure', async () => {
    const workflow = await create(
      [code('big', 'return "x".repeat(20000)', { undo: 'u' }), { name: 'trip', kind: 'group', config: {}, waitFor: ['big'], steps: [code('hotel', 'return args.who', { arguments: [{ name: 'who', from: { input: 'who' } }] }), code('car', 'return eddy.fail("no car is left", { code: "FULL", retryable: false })', { waitFor: ['hotel'] })] }, code('last', 'return 1', { waitFor: ['trip'] })],
      { inputs: [{ name: 'who' }, { name: 'nights', default: 2 }], handlers: [code('u', 'return 1')] },
    )
    const { runId } = await api().run.start.mutate({ workflowId: workflow.id, input: { who: 'Ada' } })
    await settled(runId, 'rolled_back')
    const { fixture } = await api().fixture.fromRun.mutate({ runId, name: 'No car' })
    expect(fixture).toEqual({
      name: 'No car',
      input: { who: 'Ada', nights: 2 },
      pins: { big: { kind: 'value', value: 'x'.repeat(20_000) }, 'trip/hotel': { kind: 'value', value: 'Ada' }, 'trip/car': { kind: 'failure', code: 'FULL', message: 'no car is left' } },
    })
    expect(await refusal(api().fixture.fromRun.mutate({ runId: 'nope', name: 'x' }))).toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('trials', () => {
  it('answer pinned steps in their place, undo what really ran, and say what they are', async () => {
    const workflow = await create([code('a', 'return "real"', { undo: 'u' }), code('b', 'return "real"', { undo: 'u', waitFor: ['a'] }), code('c', 'return args.b', { waitFor: ['b'], arguments: [{ name: 'b', from: { result: 'b' } }] })], { inputs: [{ name: 'who' }], handlers: [code('u', 'return 1')] })
    const pins = { b: { kind: 'value' as const, value: 'pinned' }, c: { kind: 'failure' as const, code: 'DOWN', message: 'the service is down' }, gone: { kind: 'value' as const, value: 1 } }
    await api().fixture.save.mutate({ workflowId: workflow.id, fixture: { name: 'Down', input: { who: 'Ada', old: 1 }, pins } })
    const { runId } = await api().run.start.mutate({ workflowId: workflow.id, fixture: 'Down' })
    const run = await settled(runId, 'rolled_back')
    expect(run).toMatchObject({ fixture: 'Down', target: null, undone: 1, left: 0, input: { who: 'Ada' }, error: { code: 'DOWN', step: 'c' }, trial: { fixture: 'Down', pins: { b: pins.b, c: pins.c } } })
    expect(run.document.steps).toEqual(workflow.document.steps)
    const { steps, past } = await api().run.results.query({ runId })
    expect(steps['b']).toMatchObject({ status: 'succeeded', value: 'pinned', by: 'pin', undone: false })
    expect(past.steps).toMatchObject({ a: { outcome: { value: 'real' }, undone: true }, c: { outcome: { kind: 'failure', code: 'DOWN' } } })
    expect((await api().run.list.query({ workflowId: workflow.id })).items[0]).toMatchObject({ fixture: 'Down' })
    const { runId: inline } = await api().run.start.mutate({ workflowId: workflow.id, input: { who: 'Bob' }, fixture: { name: 'Not kept', input: {}, pins: { c: { kind: 'value', value: 3 } } } })
    expect(await settled(inline, 'succeeded')).toMatchObject({ fixture: 'Not kept', value: 3, input: { who: 'Bob' } })
    expect(await refusal(api().run.start.mutate({ workflowId: workflow.id, fixture: 'nope' }))).toMatchObject({ code: 'NOT_FOUND' })
    const published = await api().version.publish.mutate({ workflowId: workflow.id, revision: workflow.revision })
    await api().version.move.mutate({ workflowId: workflow.id, environment: 'live', number: published.number })
    expect(await refusal(api().run.start.mutate({ workflowId: workflow.id, environment: 'live', fixture: 'Down' }))).toMatchObject({ code: 'INVALID_STATE' })
    expect(await api().failure.list.query({ since: '2020-01-01T00:00:00Z', workflowId: workflow.id })).toEqual([])
    expect(await api().run.get.query({ runId: (await api().run.start.mutate({ workflowId: workflow.id, input: { who: 'Bob' } })).runId })).toMatchObject({ fixture: null, trial: null })
  })

  it('go on with the same answers after the process has died, and take no other version', async () => {
    const workflow = await create([code('a', 'return eddy.halt(1)'), code('b', 'return "real"', { waitFor: ['a'] })])
    const fixture = { name: 'x', input: {}, pins: { b: { kind: 'value' as const, value: 'pinned' } } }
    const { runId } = await api().run.start.mutate({ workflowId: workflow.id, fixture })
    await settled(runId, 'halted')
    expect(await refusal(api().run.adapt.mutate({ runId, document: workflow.document }))).toMatchObject({ code: 'INVALID_STATE' })
    const other = new RunHost({ db, executor: createExecutor(), evaluator: createEvaluator() })
    await other.resume(runId, {})
    expect(await settled(runId, 'succeeded')).toMatchObject({ value: 'pinned' })
    await other.close()
  })

  it('run just what was planned of a part, with what an earlier run has left', async () => {
    const big = 'x'.repeat(20_000)
    const workflow = await create(
      [code('a', `return args.who + ${JSON.stringify(big)}`, { arguments: [{ name: 'who', from: { input: 'who' } }] }), code('b', 'return args.a.length', { arguments: [{ name: 'a', from: { result: 'a' } }] }), code('c', 'return args.b + 1', { arguments: [{ name: 'b', from: { result: 'b' } }] }), { name: 'unfinished', kind: 'nope' }],
      { inputs: [{ name: 'who' }], return: 'c' },
    )
    const ask = { workflowId: workflow.id, target: 'b', mode: 'to' as const }
    expect((await api().run.planPart.query(ask)).plan.blocked).toBe('The input "who" is required. Choose a fixture or an earlier run whose input fits.')
    const first = await api().run.planPart.query({ ...ask, input: { who: 'Ada' } })
    expect(first.plan.steps.map(({ step }) => step.role)).toEqual(['run', 'run', 'skip', 'skip'])
    const { runId } = await api().run.start.mutate({ workflowId: workflow.id, input: { who: 'Ada' }, part: { target: 'b', mode: 'to', expect: first.key } })
    expect(await settled(runId, 'succeeded')).toMatchObject({ value: 20_003, steps: 2, target: 'b', fixture: null })
    const next = { ...ask, target: 'c', from: runId }
    const second = await api().run.planPart.query(next)
    expect(second.plan.steps.map(({ step }) => step.role)).toEqual(['skip', 'reuse', 'run', 'skip'])
    const only = await api().run.start.mutate({ workflowId: workflow.id, part: { target: 'c', mode: 'to', from: runId, expect: second.key } })
    expect(await settled(only.runId, 'succeeded')).toMatchObject({ value: 20_004, input: { who: 'Ada' } })
    expect((await api().run.results.query({ runId: only.runId })).steps['b']).toMatchObject({ by: 'past', value: 20_003 })
    const edited = { ...workflow.document, steps: workflow.document.steps.map((step) => (step.name === 'b' ? { ...step, config: { source: 'return 5' } } : step)) }
    await api().workflow.save.mutate({ id: workflow.id, document: edited, baseRevision: workflow.revision })
    expect(await refusal(api().run.start.mutate({ workflowId: workflow.id, part: { target: 'c', mode: 'to', from: runId, expect: second.key } }))).toMatchObject({ code: 'INVALID_STATE' })
    const third = await api().run.planPart.query(next)
    expect(third.plan.steps.map(({ step }) => step.role)).toEqual(['reuse', 'run', 'run', 'skip'])
    const large = await api().run.start.mutate({ workflowId: workflow.id, part: { target: 'c', mode: 'to', from: runId, expect: third.key } })
    expect(await settled(large.runId, 'succeeded')).toMatchObject({ value: 6 })
    expect(await refusal(api().run.start.mutate({ workflowId: workflow.id, part: { target: 'unfinished', mode: 'to', from: runId } }))).toMatchObject({ code: 'INVALID_STATE' })
  })

  it('of one step take results as they were, and lend none of them on', async () => {
    const workflow = await create([code('a', 'return 1'), code('b', 'return args.a + 1', { arguments: [{ name: 'a', from: { result: 'a' } }] }), code('c', 'return args.b', { arguments: [{ name: 'b', from: { result: 'b' } }] })])
    const whole = await api().run.start.mutate({ workflowId: workflow.id })
    await settled(whole.runId, 'succeeded')
    const edited = { ...workflow.document, steps: workflow.document.steps.map((step) => (step.name === 'a' ? { ...step, config: { source: 'return 10' } } : step)) }
    await api().workflow.save.mutate({ id: workflow.id, document: edited, baseRevision: workflow.revision })
    const ask = { workflowId: workflow.id, target: 'b', mode: 'only' as const, from: whole.runId }
    expect((await api().run.planPart.query(ask)).plan.steps[0]?.step).toEqual({ role: 'reuse', from: 'run', stale: ['setting source was changed'] })
    const { runId } = await api().run.start.mutate({ workflowId: workflow.id, part: { target: 'b', mode: 'only', from: whole.runId } })
    expect(await settled(runId, 'succeeded')).toMatchObject({ value: 2 })
    expect((await api().run.planPart.query({ ...ask, target: 'c', mode: 'to', from: runId })).plan.steps.map(({ step }) => step.role)).toEqual(['skip', 'reuse', 'run'])
    expect((await api().run.planPart.query({ ...ask, mode: 'to', from: runId })).plan.steps.map(({ step }) => step.role)).toEqual(['run', 'run', 'skip'])
  })
})
