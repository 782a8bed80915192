import { mkdtempSync, readFileSync, writeFileSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { TRPCClientError } from '@trpc/client'
import { describe, expect, it } from 'vitest'
import { createExecutor } from '@eddy/steps/run'
import { serveHere } from './serve-here.ts'

const workspace = mkdtempSync(path.join(tmpdir(), 'eddy-workspace-'))
const journal = mkdtempSync(path.join(tmpdir(), 'eddy-journal-'))
const { api } = await serveHere({ host: { executor: createExecutor({ files: { workspace, journal } }), fileJournals: journal } })
const create = (steps: readonly object[], more: object = {}) => api().workflow.create.mutate({ document: { eddy: 1, name: 'test', steps, ...more } as never })
const settled = async (runId: string, status: string) => {
  await expect.poll(async () => (await api().run.get.query({ runId })).status, { timeout: 60_000, interval: 50 }).toBe(status)
  return api().run.get.query({ runId })
}
const refusal = (call: Promise<unknown>) => call.then(() => 'done', (error: unknown) => (error instanceof TRPCClientError ? error.message : String(error)))
const code = (name: string, source: string, more: object = {}) => ({ name, kind: 'code', config: { source }, ...more })

describe('what a rollback leaves', () => {
  it('U11 can be resolved later: done outside, skipped, or undone after all', async () => {
    writeFileSync(path.join(workspace, 'order.txt'), 'as it was')
    const document = { steps: [{ name: 'write', kind: 'file.write', config: { path: 'order.txt', content: 'changed' } }, code('meddle', 'return 1', { waitFor: ['write'] }), { name: 'pause', kind: 'wait.signal', config: { name: 'go' }, waitFor: ['meddle'] }, { name: 'stop', kind: 'fail', config: { message: 'no' }, waitFor: ['pause'] }] }
    const workflow = await create(document.steps)
    const { runId } = await api().run.start.mutate({ workflowId: workflow.id, input: {} })
    await expect.poll(() => readFileSync(path.join(workspace, 'order.txt'), 'utf8')).toBe('changed')
    writeFileSync(path.join(workspace, 'order.txt'), 'by somebody else')
    await api().run.signal.mutate({ runId, name: 'go', payload: null })
    expect(await settled(runId, 'rollback_incomplete')).toMatchObject({ left: 1, error: { step: 'stop' } })
    expect(readFileSync(path.join(workspace, 'order.txt'), 'utf8')).toBe('by somebody else')
    expect(await refusal(api().run.resolveUndo.mutate({ runId, resolution: { step: 'pause', how: 'retry' } }))).toMatch(/not among what the run has left in place \(write\)/)
    writeFileSync(path.join(workspace, 'order.txt'), 'changed')
    await api().run.resolveUndo.mutate({ runId, resolution: { step: 'write', how: 'retry' } })
    expect(await settled(runId, 'rolled_back')).toMatchObject({ left: 0 })
    expect(readFileSync(path.join(workspace, 'order.txt'), 'utf8')).toBe('as it was')
    await expect.poll(() => readdirSync(journal).filter((name) => name.includes(runId))).toEqual([])
  })
})

describe('a halted run', () => {
  it('H6 goes on with another version, or says why not', async () => {
    const workflow = await create([code('a', 'return 1'), code('ask', 'return eddy.halt("sure?")', { waitFor: ['a'] }), code('old', 'return "old"', { waitFor: ['ask'] })])
    const { runId } = await api().run.start.mutate({ workflowId: workflow.id, input: {} })
    await settled(runId, 'halted')
    const version = (steps: readonly object[]) => ({ eddy: 1, name: 'test', steps }) as never
    expect(await refusal(api().run.adapt.mutate({ runId, document: version([code('ask', 'return 1')]) }))).toMatch(/"a" has begun, and the new version has no step of that name/)
    expect(await refusal(api().run.adapt.mutate({ runId, document: version([code('a', 'return 1'), { name: 'ask', kind: 'nothing' }]) }))).toMatch(/cannot run/)
    await api().run.adapt.mutate({ runId, document: version([code('a', 'return 1'), code('ask', 'return 1', { waitFor: ['a'] }), code('new', 'return "new " + args.a', { waitFor: ['ask'], arguments: [{ name: 'a', from: { result: 'a' } }] })]) })
    await api().run.resume.mutate({ runId })
    expect(await settled(runId, 'succeeded')).toMatchObject({ value: 'new 1' })
  })

  it('S9 a run in single waves halts after each', async () => {
    const workflow = await create([code('a', 'return 1'), code('b', 'return 2', { waitFor: ['a'] })])
    const { runId } = await api().run.start.mutate({ workflowId: workflow.id, input: {}, wave: true })
    await settled(runId, 'halted')
    await api().run.resume.mutate({ runId })
    await settled(runId, 'succeeded')
  })
})

it('C6 runs of the server share their locks', async () => {
  const workflow = await create([{ name: 'till', kind: 'lock', config: { name: 'till' }, steps: [code('count', 'return Date.now()'), { name: 'pause', kind: 'wait.timer', config: { duration: 'PT0.1S' }, waitFor: ['count'] }] }])
  const started = await Promise.all([1, 2, 3].map(() => api().run.start.mutate({ workflowId: workflow.id, input: {} })))
  const ended = await Promise.all(started.map(({ runId }) => settled(runId, 'succeeded')))
  const spans = ended.map(({ startedAt, endedAt }) => new Date(endedAt ?? 0).getTime() - new Date(startedAt).getTime()).toSorted((a, b) => a - b)
  expect(spans[2]).toBeGreaterThan(250)
})

it('H3 a payload that does not fit the wait is refused, and the wait goes on', async () => {
  const workflow = await create([{ name: 'paid', kind: 'wait.signal', config: { name: 'paid', schema: { type: 'object', properties: { amount: { type: 'number' } }, required: ['amount'] } } }])
  const { runId } = await api().run.start.mutate({ workflowId: workflow.id, input: {} })
  expect(await refusal(api().run.signal.mutate({ runId, name: 'paid', payload: { amount: 'much' } }))).toMatch(/does not fit.*amount/)
  await api().run.signal.mutate({ runId, name: 'paid', payload: { amount: 5 } })
  expect(await settled(runId, 'succeeded')).toMatchObject({ value: { amount: 5 } })
})
