import { createHash } from 'node:crypto'
import { createTRPCClient, httpLink, TRPCClientError } from '@trpc/client'
import { metrics } from '@eddy/middleware'
import { createEvaluator, createExecutor } from '@eddy/steps/run'
import type { WorkflowDocument } from '@eddy/workflow'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../src/db/index.ts'
import { buildApp } from '../src/http/app.ts'
import { RunHost } from '../src/run/run-host.ts'
import { appRouter, type AppRouter } from '../src/trpc/root.ts'
import { openOwn } from './open-own.ts'

let db: Database
let runs: RunHost
let app: Awaited<ReturnType<typeof buildApp>>

beforeAll(async () => {
  db = await openOwn()
  const executor = createExecutor()
  runs = new RunHost({ db, executor, evaluator: createEvaluator() })
  app = await buildApp({ db, runs, demoUrl: null, allowedHosts: [], metrics: metrics(), agents: executor.agents }, { host: '127.0.0.1', origins: [] })
  await app.listen({ port: 0, host: '127.0.0.1' })
}, 240_000)
afterAll(async () => {
  await app.close()
  await runs.close()
  await db.close()
})

const api = () => createTRPCClient<AppRouter>({ links: [httpLink({ url: `${app.listeningOrigin}/trpc` })] })
const refusal = async (asked: Promise<unknown>) => {
  const error = await asked.then(() => undefined, (reason: unknown) => reason)
  if (!(error instanceof TRPCClientError)) throw new Error('it was not refused')
  return (error.data as { eddy: { code: string; details?: unknown } }).eddy
}
const names = async () => (await api().workflow.list.query()).map(({ name }) => name)
const older = (name: string) => JSON.stringify({ name, steps: [{ name: 'pause', kind: 'delay', config: { duration: 'PT1S' } }, { name: 'say', kind: 'expression', config: { expr: '1' }, deps: ['pause'], retries: 1 }], returns: 'say' })
const broken = JSON.stringify({ eddy: 1, name: 'Bad', steps: [{ name: 'a', kind: 7 }], extra: 1 })

describe('workflow.import', () => {
  it('makes a draft of an older document, and tells what was said otherwise', async () => {
    const imported = await api().workflow.importFile.mutate({ text: older('old_one') })
    expect(imported).toMatchObject({ name: 'old_one', format: 'eddy', upgradedFrom: 0, entry: null, problems: [], report: [{ item: 'The workflow' }, { item: 'pause', how: 'exact', step: 'pause' }, { item: 'say' }] })
    expect((await api().workflow.get.query({ id: imported.workflowId })).document).toMatchObject({ eddy: 1, return: 'say', steps: [{ kind: 'wait.timer' }, { waitFor: ['pause'], retry: { max: 1 } }] })
  })

  it('refuses with all problems at once, and keeps nothing', async () => {
    const before = await names()
    expect(await refusal(api().workflow.importFile.mutate({ text: broken }))).toMatchObject({ code: 'IMPORT_REFUSED', details: expect.arrayContaining([expect.objectContaining({ path: '/name' }), expect.objectContaining({ path: '/extra' }), expect.objectContaining({ path: '/steps/0/kind' })]) })
    expect(await refusal(api().workflow.importFile.mutate({ text: '{"eddy":9,"name":"w","steps":[]}' }))).toMatchObject({ code: 'IMPORT_REFUSED' })
    expect(await names()).toEqual(before)
  })

  it('puts it into the library, or changes nothing', async () => {
    expect(await api().workflow.importFile.mutate({ text: older('shared_one'), into: 'library', category: 'Imported', title: 'Shared' })).toMatchObject({ entry: { name: 'shared_one', number: 1 } })
    expect((await api().library.get.query({ name: 'shared_one' })).card).toMatchObject({ title: 'Shared', category: 'Imported' })
    const before = await names()
    expect(await refusal(api().workflow.importFile.mutate({ text: older('shared_one'), into: 'library' }))).toMatchObject({ code: 'NAME_TAKEN' })
    const faulty = JSON.stringify({ eddy: 1, name: 'faulty', steps: [{ name: 'a', kind: 'nothing' }, { name: 'b', kind: 'debug', waitFor: ['c'] }] })
    expect(await refusal(api().workflow.importFile.mutate({ text: faulty, into: 'library' }))).toMatchObject({ code: 'INVALID_DOCUMENT', details: [{ code: 'UNKNOWN_KIND' }, { code: 'UNKNOWN_STEP' }] })
    expect(await names()).toEqual(before)
    expect((await api().workflow.importFile.mutate({ text: faulty })).problems).toHaveLength(2)
  })
})

describe('idempotency keys', () => {
  it('every procedure that changes a workflow, a version or the library takes one', () => {
    const procedures: { readonly [path: string]: { readonly _def: { readonly type: string; readonly inputs: readonly unknown[] } } } = appRouter._def.procedures as never
    const changing = Object.entries(procedures).filter(([path, { _def }]) => /^(workflow|version|library)\./.test(path) && _def.type === 'mutation' && path !== 'workflow.here')
    expect(changing.length).toBeGreaterThan(15)
    const without = changing.filter(([, { _def }]) => !('idempotencyKey' in ((_def.inputs[0] as { shape?: object } | undefined)?.shape ?? {}))).map(([path]) => path)
    expect(without).toEqual([])
  })

  it('carry a request out once, also when it is asked twice at once', async () => {
    const document = { eddy: 1, name: 'keyed', steps: [] } as unknown as WorkflowDocument
    const ask = () => api().workflow.create.mutate({ document, idempotencyKey: 'create-1' })
    const [first, second] = await Promise.all([ask(), ask()])
    expect(second).toEqual(first)
    expect(await ask()).toEqual(first)
    expect((await names()).filter((name) => name.startsWith('keyed'))).toEqual(['keyed'])
    const save = (idempotencyKey: string) => api().workflow.save.mutate({ id: first.id, document, baseRevision: 1, idempotencyKey })
    expect(await save('save-1')).toEqual(await save('save-1'))
    expect(await refusal(save('save-2'))).toMatchObject({ code: 'STALE_SAVE' })
  })

  it('belong to one request', async () => {
    await api().workflow.importFile.mutate({ text: older('for_key'), idempotencyKey: 'k' })
    expect(await refusal(api().workflow.importFile.mutate({ text: older('for_key_too'), idempotencyKey: 'k' }))).toMatchObject({ code: 'KEY_USED' })
    // of another procedure they are others
    expect(await api().workflow.create.mutate({ idempotencyKey: 'k' })).toMatchObject({ name: expect.stringMatching(/^workflow/) })
  })

  it('are free again after a refusal', async () => {
    expect(await refusal(api().workflow.importFile.mutate({ text: broken, idempotencyKey: 'again' }))).toMatchObject({ code: 'IMPORT_REFUSED' })
    expect(await api().workflow.importFile.mutate({ text: older('second_try'), idempotencyKey: 'again' })).toMatchObject({ name: 'second_try' })
  })

  it('tell that a server has died over a request, and not of one that another still works on', async () => {
    const hash = createHash('sha256').update(JSON.stringify({ id: 'w' })).digest('hex')
    const row = { scope: 'trpc:workflow.remove', key: 'lost', requestHash: 'whatever', leaseAt: new Date(Date.now() - 1), expiresAt: new Date(Date.now() + 60_000) }
    await db.prisma.idempotentRequest.create({ data: row })
    const remove = () => api().workflow.remove.mutate({ id: 'w', idempotencyKey: 'lost' })
    expect(await refusal(remove())).toMatchObject({ code: 'KEY_USED' })
    await db.prisma.idempotentRequest.updateMany({ data: { requestHash: hash }, where: { key: 'lost' } })
    expect(await refusal(remove())).toMatchObject({ code: 'OUTCOME_UNKNOWN' })
    // another server is at it: its answer is waited for
    await db.prisma.idempotentRequest.updateMany({ data: { leaseAt: new Date(Date.now() + 60_000) }, where: { key: 'lost' } })
    const waiting = remove()
    await db.prisma.idempotentRequest.updateMany({ data: { answer: { value: { id: 'of the other' } } }, where: { key: 'lost' } })
    expect(await waiting).toEqual({ id: 'of the other' })
  })
})
