import { createTRPCClient, httpLink, TRPCClientError } from '@trpc/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEvaluator, createExecutor } from '@eddy/steps/run'
import { blankPGlite } from '../src/db/blank.mjs'
import { openDatabase, type Database } from '../src/db/index.ts'
import { buildApp } from '../src/http/app.ts'
import { RunHost } from '../src/run/run-host.ts'
import type { AppRouter } from '../src/trpc/root.ts'

let db: Database
let runs: RunHost
let app: Awaited<ReturnType<typeof buildApp>>
let url: string

beforeAll(async () => {
  db = process.env['TEST_DATABASE_URL'] ? await openDatabase({ url: process.env['TEST_DATABASE_URL'] }) : await openDatabase({ pglite: await blankPGlite() })
  runs = new RunHost({ db, executor: createExecutor(), evaluator: createEvaluator() })
  app = await buildApp({ db, runs, demoUrl: null, allowedHosts: [] }, { host: '127.0.0.1', origins: [] })
  await app.listen({ port: 0, host: '127.0.0.1' })
  url = app.listeningOrigin
}, 120_000)
afterAll(async () => {
  await app.close()
  await runs.close()
  await db.close()
})

const api = () => createTRPCClient<AppRouter>({ links: [httpLink({ url: `${url}/trpc` })] })
const code = (name: string, source: string, more: object = {}) => ({ name, kind: 'code', config: { source }, ...more })
const create = (steps: readonly object[], more: object = {}) => api().workflow.create.mutate({ document: { eddy: 1, name: 'test', steps, ...more } as never })
const settled = async (runId: string, status: string) => {
  await expect.poll(async () => (await api().run.get.query({ runId })).status, { timeout: 20_000, interval: 50 }).toBe(status)
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
  }, 30_000)
})
