import { createTRPCClient, httpLink } from '@trpc/client'
import { metrics } from '@eddy/middleware'
import { createEvaluator, createExecutor, type StepProblem } from '@eddy/steps/run'
import type { WorkflowDocument } from '@eddy/workflow'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createStoredCoordination } from '../src/coordination/stored-coordination.ts'
import { StoredClaims } from '../src/coordination/stored-claims.ts'
import type { Database } from '../src/db/index.ts'
import { expectationsMet } from '../src/expectation/expectations-met.ts'
import { buildApp } from '../src/http/app.ts'
import { RunHost } from '../src/run/run-host.ts'
import type { AppRouter } from '../src/trpc/root.ts'
import { createWorkflowDesk } from '../src/workflow/workflow-desk.ts'
import { openOwn } from './open-own.ts'

let db: Database
let runs: RunHost
let app: Awaited<ReturnType<typeof buildApp>>

async function startHost(): Promise<void> {
  const executor = createExecutor({ coordination: createStoredCoordination(db, new StoredClaims(db)), workflows: createWorkflowDesk({ db, runs: () => runs, gates: [expectationsMet] }) })
  runs = new RunHost({ db, executor, evaluator: createEvaluator() })
  app = await buildApp({ db, runs, demoUrl: null, allowedHosts: [], metrics: metrics(), agents: executor.agents }, { host: '127.0.0.1', origins: [] })
  await app.listen({ port: 0, host: '127.0.0.1' })
  await runs.recover()
}

async function stopHost(): Promise<void> {
  await app.close()
  await runs.close()
}

beforeAll(async () => {
  db = await openOwn()
  await startHost()
}, 240_000)
afterAll(async () => {
  await stopHost()
  await db.close()
})

const api = () => createTRPCClient<AppRouter>({ links: [httpLink({ url: `${app.listeningOrigin}/trpc` })] })
const create = (document: object) => api().workflow.create.mutate({ document: document as WorkflowDocument })
const settled = async (runId: string) => (await runs.settled(runId)).status
/** Starts a run of these steps and waits for its end. */
async function ran(name: string, steps: readonly object[]) {
  const { id } = await create({ eddy: 1, name, steps })
  const { runId } = await api().run.start.mutate({ workflowId: id, input: {} })
  await settled(runId)
  await expect.poll(async () => (await api().run.get.query({ runId })).status).not.toMatch(/ing$/)
  return api().run.get.query({ runId })
}

const inner = (name: string, text = 'one'): object => ({ eddy: 1, name, steps: [{ name: 'count', kind: 'metric', config: { name: 'inner', labels: { of: name } } }, { name: 'say', kind: 'expression', config: { expr: `"${text}"` }, waitFor: ['count'] }] })
const publish = (document: object, config: object = {}) => ({ name: 'publish', kind: 'workflow.publish', config, arguments: [{ name: 'document', from: { value: document } }] })
const no = (after: string) => ({ name: 'no', kind: 'fail', config: { message: 'no' }, waitFor: [after] })
const named = async (name: string) => (await api().workflow.list.query()).find((workflow) => workflow.name === name)
const total = async (of: string) => (await api().metric.list.query({ name: 'inner' })).find(({ labels }) => (labels as { of?: string }).of === of)?.value ?? 0

describe('workflow.publish', () => {
  it('makes a workflow, and its undo removes it', async () => {
    const made = await ran('makes', [publish(inner('made'), { note: 'first' })])
    expect(made).toMatchObject({ status: 'succeeded', value: { workflow: 'made', version: 1 } })
    const there = await named('made')
    expect(await api().version.list.query({ workflowId: there?.id ?? '' })).toMatchObject({ versions: [{ number: 1, note: 'first', publishedBy: `run ${made.id}` }] })
    expect(await ran('makes_not', [publish(inner('other')), no('publish')])).toMatchObject({ status: 'rolled_back', undone: 1, left: 0 })
    expect(await named('other')).toBeUndefined()
    // a taken name gets a number
    expect(await ran('makes_two', [publish(inner('made'), { as: 'draft' })])).toMatchObject({ value: { workflow: 'made_2', version: null } })
  })

  it('publishes the next version of what is there, and its undo puts everything back', async () => {
    const { id } = await create(inner('grows'))
    await api().version.publish.mutate({ workflowId: id, revision: 1 })
    await api().version.move.mutate({ workflowId: id, environment: 'live', number: 1 })
    const next = publish(inner('grows', 'two'), { into: 'existing', environment: 'live' })
    expect(await ran('grows_not', [next, no('publish')])).toMatchObject({ status: 'rolled_back', left: 0 })
    const listed = await api().version.list.query({ workflowId: id })
    expect(listed).toMatchObject({ versions: [{ number: 2, retired: true }, { number: 1, retired: false }], pointers: [{ environment: 'live', number: 1 }] })
    expect((await api().workflow.get.query({ id })).document).toEqual(inner('grows'))
    // what was taken back can be published again
    expect(await ran('grows_yes', [next])).toMatchObject({ status: 'succeeded', value: { workflow: 'grows', version: 3, environment: 'live' } })
    expect(await api().version.list.query({ workflowId: id })).toMatchObject({ pointers: [{ environment: 'live', number: 3 }] })
  })

  it('leaves the work of people alone', async () => {
    const steps = [publish(inner('edited')), { name: 'wait', kind: 'wait.signal', config: { name: 'go' }, waitFor: ['publish'] }, no('wait')]
    const { id } = await create({ eddy: 1, name: 'edits', steps })
    const { runId } = await api().run.start.mutate({ workflowId: id, input: {} })
    await expect.poll(() => named('edited')).toBeDefined()
    const made = await named('edited')
    await api().workflow.save.mutate({ id: made?.id ?? '', document: inner('edited', 'mine') as WorkflowDocument, baseRevision: 1 })
    await api().run.signal.mutate({ runId, name: 'go' })
    expect(await settled(runId)).toBe('rollback_incomplete')
    expect(await named('edited')).toMatchObject({ revision: 2 })
  })

  it('refuses what has problems, and keeps nothing of it', async () => {
    const bad = { eddy: 1, name: 'bad', steps: [{ name: 'a', kind: 'nothing' }] }
    expect(await ran('refused', [publish(bad)])).toMatchObject({ status: 'rolled_back', error: { code: 'WORKFLOW_INVALID', details: [{ code: 'UNKNOWN_KIND' }] } })
    expect(await named('bad')).toBeUndefined()
    expect(await ran('refused_too', [publish(inner('nobody'), { into: 'existing' })])).toMatchObject({ error: { code: 'NO_SUCH_WORKFLOW' } })
    const { id } = await create(inner('stays'))
    expect(await ran('refused_three', [publish({ ...bad, name: 'stays' }, { into: 'existing' })])).toMatchObject({ error: { code: 'WORKFLOW_INVALID' } })
    expect((await api().workflow.get.query({ id })).document).toEqual(inner('stays'))
  })
})

describe('workflow.run', () => {
  const start = (workflow: string, more: object = {}) => ({ name: 'start', kind: 'workflow.run', config: { workflow }, ...more })

  it('starts a run that is linked, of what is live', async () => {
    const { id } = await create(inner('child'))
    await api().version.publish.mutate({ workflowId: id, revision: 1 })
    await api().version.move.mutate({ workflowId: id, environment: 'live', number: 1 })
    await api().workflow.save.mutate({ id, document: inner('child', 'draft') as WorkflowDocument, baseRevision: 1 })
    const parent = await ran('parent', [start('child')])
    expect(parent).toMatchObject({ status: 'succeeded', value: { workflow: 'child', status: 'succeeded', value: 'one' } })
    const { runId } = parent.value as { runId: string }
    expect(await api().run.get.query({ runId })).toMatchObject({ version: 1, origin: { runId: parent.id, how: 'child', step: 'start' } })
    expect(parent.successors).toMatchObject([{ id: runId }])
  })

  it('is undone as a whole run', async () => {
    await create(inner('undone_child'))
    const parent = await ran('undoing', [start('undone_child'), no('start')])
    expect(parent).toMatchObject({ status: 'rolled_back', undone: 1, left: 0, successors: [{ status: 'rolled_back', workflowName: 'undone_child' }] })
    expect(await total('undone_child')).toBe(0)
  })

  it('survives a restart, and starts no second run', async () => {
    await create({ eddy: 1, name: 'slow_child', steps: [{ name: 'count', kind: 'metric', config: { name: 'inner', labels: { of: 'slow_child' } } }, { name: 'wait', kind: 'wait.signal', config: { name: 'on' }, waitFor: ['count'] }] })
    const { id } = await create({ eddy: 1, name: 'patient', steps: [start('slow_child')] })
    const { runId } = await api().run.start.mutate({ workflowId: id, input: {} })
    await expect.poll(() => total('slow_child')).toBe(1)
    await stopHost()
    await startHost()
    const children = (await api().run.get.query({ runId })).successors
    expect(children).toHaveLength(1)
    await api().run.signal.mutate({ runId: children[0]?.id ?? '', name: 'on' })
    expect(await settled(runId)).toBe('succeeded')
    expect((await api().run.get.query({ runId })).successors).toHaveLength(1)
    expect(await total('slow_child')).toBe(1)
  })

  it('is cancelled with the run that wants it', async () => {
    await create({ eddy: 1, name: 'long_child', steps: [{ name: 'count', kind: 'metric', config: { name: 'inner', labels: { of: 'long_child' } } }, { name: 'wait', kind: 'wait.timer', config: { duration: 'PT10M' }, waitFor: ['count'] }] })
    const { id } = await create({ eddy: 1, name: 'gives_up', steps: [start('long_child')] })
    const { runId } = await api().run.start.mutate({ workflowId: id, input: {} })
    await expect.poll(() => total('long_child')).toBe(1)
    await api().run.cancel.mutate({ runId })
    expect(await settled(runId)).toBe('cancelled')
    await expect.poll(() => total('long_child')).toBe(0)
  })

  it('refuses workflows that start themselves, in the end, and leaves nothing', async () => {
    const { id } = await create({ eddy: 1, name: 'selfish', steps: [{ name: 'count', kind: 'metric', config: { name: 'inner', labels: { of: 'selfish' } } }, { ...start('selfish'), waitFor: ['count'] }] })
    const { runId } = await api().run.start.mutate({ workflowId: id, input: {} })
    expect(await settled(runId)).toBe('rolled_back')
    expect(JSON.stringify((await api().run.get.query({ runId })).error)).toContain('TOO_DEEP')
    expect(await total('selfish')).toBe(0)
  })

  it('refuses what is not there', async () => {
    expect(await ran('looks', [start('nowhere')])).toMatchObject({ status: 'rolled_back', error: { code: 'NO_SUCH_WORKFLOW' satisfies StepProblem['report']['code'] } })
  })
})
