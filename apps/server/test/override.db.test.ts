import { TRPCClientError } from '@trpc/client'
import type { WorkflowDocument } from '@eddy/workflow'
import { describe, expect, it } from 'vitest'
import { serveHere } from './serve-here.ts'

const { api } = await serveHere()
let made = 0
const sample = (expr = '1'): WorkflowDocument => ({ eddy: 1, name: `override_${++made}`, steps: [{ name: 'answer', kind: 'expression', config: { expr } }, { name: 'told', kind: 'debug', arguments: [{ name: 'value', from: { result: 'answer' } }] }], return: 'answer' })
const refusal = async (asked: Promise<unknown>) => {
  const error: unknown = await asked.then(() => undefined, (reason: unknown) => reason)
  if (!(error instanceof TRPCClientError)) throw new Error(`not refused: ${String(error)}`)
  return (error.data as { eddy: { code: string; message: string; details: unknown } }).eddy
}
const changing = (expr: string) => ({ name: `answer with ${expr}`, fields: [{ step: 'answer', field: 'config', now: { expr } }, { step: 'told', field: 'timeout', now: 'PT5S' }] })

async function tried(document: WorkflowDocument, expr: string, end = 'succeeded') {
  const { id: workflowId } = await api().workflow.create.mutate({ document: document as never })
  const { runId } = await api().run.start.mutate({ workflowId, input: {}, override: changing(expr) })
  await expect.poll(async () => (await api().run.get.query({ runId })).status, { timeout: 60_000, interval: 20 }).toBe(end)
  return { workflowId, runId }
}
const draft = (id: string) => api().workflow.get.query({ id })

describe('override, prove, accept', () => {
  it('settings hold for one run, which says so, and for no other', async () => {
    const document = sample()
    const { workflowId, runId } = await tried(document, '2')
    const run = await api().run.get.query({ runId })
    expect(run).toMatchObject({ value: 2, document: { steps: [{ config: { expr: '2' } }, { timeout: 'PT5S' }] }, trial: { override: { name: 'answer with 2', fields: [{ step: 'answer', field: 'config', was: { expr: '1' }, now: { expr: '2' } }, { step: 'told', field: 'timeout', now: 'PT5S' }] } } })
    expect((await draft(workflowId)).document).toMatchObject({ steps: [{ config: { expr: '1' } }, {}] })
    const { runId: plain } = await api().run.start.mutate({ workflowId, input: {} })
    await expect.poll(async () => (await api().run.get.query({ runId: plain })).value, { timeout: 60_000, interval: 20 }).toBe(1)
  })

  it('what has proved itself is accepted once, beside later edits, and stands in the next version with its run', async () => {
    const document = sample()
    const { workflowId, runId } = await tried(document, '2')
    const edited = { ...document, steps: [...document.steps, { name: 'later', kind: 'debug' }] }
    await api().workflow.save.mutate({ id: workflowId, document: edited as never, baseRevision: 1 })
    const accepted = await api().run.acceptOverride.mutate({ runId, by: 'Ada', idempotencyKey: `accept-${runId}` })
    expect(accepted).toMatchObject({ name: 'answer with 2', runId, acceptedBy: 'Ada', version: null, revision: 3 })
    expect(await api().run.acceptOverride.mutate({ runId })).toMatchObject({ revision: 3 })
    expect((await draft(workflowId)).document).toMatchObject({ steps: [{ config: { expr: '2' } }, { timeout: 'PT5S' }, { name: 'later' }] })
    expect((await api().version.list.query({ workflowId })).overrides).toMatchObject([{ runId, version: null }])
    await api().version.publish.mutate({ workflowId, revision: 3 })
    expect((await api().version.list.query({ workflowId })).overrides).toMatchObject([{ name: 'answer with 2', runId, version: 1, acceptedBy: 'Ada' }])
  })

  it('what was taken back in the draft before it was published stands in no version', async () => {
    const document = sample()
    const { workflowId, runId } = await tried(document, '2')
    await api().run.acceptOverride.mutate({ runId })
    await api().workflow.save.mutate({ id: workflowId, document: { ...document, title: 'As before' } as never, baseRevision: 2 })
    await api().version.publish.mutate({ workflowId, revision: 3 })
    expect((await api().version.list.query({ workflowId })).overrides).toEqual([])
  })

  it('a run that failed proves nothing, and one without an override neither', async () => {
    const failing = { ...sample(), steps: [{ name: 'answer', kind: 'expression', config: { expr: '1' } }, { name: 'told', kind: 'fail', config: { message: 'no', code: 'NO' } }] }
    const { runId } = await tried(failing as never, '2', 'rolled_back')
    expect(await refusal(api().run.acceptOverride.mutate({ runId }))).toMatchObject({ code: 'INVALID_STATE', message: expect.stringContaining('has not proved itself: its run is rolled back') as string })
    const { id: workflowId } = await api().workflow.create.mutate({ document: sample() as never })
    const { runId: plain } = await api().run.start.mutate({ workflowId, input: {} })
    expect(await refusal(api().run.acceptOverride.mutate({ runId: plain }))).toMatchObject({ code: 'INVALID_STATE' })
  })

  it('overwrites nothing that somebody has set otherwise meanwhile', async () => {
    const document = sample()
    const { workflowId, runId } = await tried(document, '2')
    await api().workflow.save.mutate({ id: workflowId, document: { ...document, steps: [{ name: 'answer', kind: 'expression', config: { expr: '7' } }, ...document.steps.slice(1)] } as never, baseRevision: 1 })
    expect(await refusal(api().run.acceptOverride.mutate({ runId }))).toMatchObject({ code: 'OVERRIDE_CLASHES', details: { clashes: [{ step: 'answer', field: 'config', draft: { expr: '7' } }] } })
    expect((await draft(workflowId)).document).toMatchObject({ steps: [{ config: { expr: '7' } }, {}] })
  })

  it('settings that do not fit are refused before anything runs', async () => {
    const { id: workflowId } = await api().workflow.create.mutate({ document: sample() as never })
    const start = (fields: readonly { step: string; field: string; now?: unknown }[], more = {}) => refusal(api().run.start.mutate({ workflowId, input: {}, override: { name: 'x', fields: fields as never }, ...more }))
    expect(await start([{ step: 'nowhere', field: 'timeout', now: 'PT1S' }])).toMatchObject({ code: 'INVALID_DOCUMENT' })
    expect(await start([{ step: 'answer', field: 'config', now: { expr: '1 +' } }])).toMatchObject({ code: 'INVALID_DOCUMENT' })
    expect(await start([{ step: 'answer', field: 'timeout', now: 'PT1S' }], { environment: 'live' })).toMatchObject({ code: expect.stringMatching(/INVALID_STATE|NOT_FOUND/) as string })
    expect((await api().run.list.query({ workflowId })).items).toEqual([])
  })
})
