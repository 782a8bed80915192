import type { Json, Step } from '@eddy/workflow'
import { describe, expect, it } from 'vitest'
import { runDocument, step } from '../testing/index.ts'

type Config = NonNullable<Step['config']>

const asks = (kind: 'approval' | 'escalate', config: Config = {}, more: object = {}) => step('ask', { kind, config: { title: 'Well?', ...config }, ...more })
const undo = { undo: 'back' }
const handlers = [step('back')]

/** Answers after the run has begun to wait. */
async function answered(kind: 'approval' | 'escalate', payload: Json, config: Config = {}) {
  const { run } = runDocument({ steps: [step('before', undo), asks(kind, config, { after: ['before'] })], handlers })
  await expect.poll(() => run.state.waiters.size).toBe(1)
  run.signal({ name: kind, correlation: 'ask', payload })
  const { status, value, error, undone } = await run.settled()
  return { status, value, code: error?.code, undone }
}
const quiet = { by: null, at: null, note: null, values: {}, timedOut: false }

describe('questions to people', () => {
  it.each<[Json, object]>([
    [true, { approved: true, choice: 'approve', ...quiet }],
    [{ approved: true, by: 'Ada', at: '2026-01-01T00:00:00Z', choice: 'ten', note: 'fine', values: { n: 1 } }, { approved: true, choice: 'ten', by: 'Ada', at: '2026-01-01T00:00:00Z', note: 'fine', values: { n: 1 }, timedOut: false }],
  ])('H3 an approval takes %j', async (payload, value) => expect(await answered('approval', payload)).toEqual({ status: 'succeeded', value, code: undefined, undone: [] }))

  it.each<[Json]>([[false], [null], ['true'], [{}], [{ approved: 'yes' }], [[true]]])('H3 what is no clear yes is a no: %j', async (payload) => {
    expect(await answered('approval', payload)).toMatchObject({ status: 'rolled_back', code: 'APPROVAL_REJECTED', undone: ['before'] })
    expect(await answered('approval', payload, { onReject: 'continue' })).toMatchObject({ status: 'succeeded', value: { approved: false } })
  })

  it.each<[Json, string]>([['retry', 'retry'], [{ decision: 'skip', by: 'Ada' }, 'skip']])('H3 an escalation takes %j', async (payload, decision) => expect(await answered('escalate', payload)).toMatchObject({ status: 'succeeded', value: { decision } }))

  it('H3 an abort fails the step, unless it is to go on', async () => {
    expect(await answered('escalate', 'abort')).toMatchObject({ status: 'rolled_back', code: 'ESCALATION_ABORTED', undone: ['before'] })
    expect(await answered('escalate', 'perhaps')).toMatchObject({ code: 'ESCALATION_ABORTED' })
    expect(await answered('escalate', 'abort', { onAbort: 'continue' })).toMatchObject({ status: 'succeeded', value: { decision: 'abort' } })
  })

  it.each<['approval' | 'escalate', Config, object]>([
    ['approval', {}, { code: 'APPROVAL_TIMEOUT' }],
    ['approval', { onTimeout: 'approve' }, { value: { approved: true, choice: 'approve', ...quiet, timedOut: true } }],
    ['approval', { onTimeout: 'reject' }, { code: 'APPROVAL_REJECTED' }],
    ['approval', { onTimeout: 'reject', onReject: 'continue' }, { value: { approved: false, timedOut: true } }],
    ['escalate', {}, { code: 'ESCALATION_TIMEOUT' }],
    ['escalate', { onTimeout: 'skip' }, { value: { decision: 'skip', ...quiet, timedOut: true } }],
    ['escalate', { onTimeout: 'abort' }, { code: 'ESCALATION_ABORTED' }],
  ])('H3 silence is what %s with %j makes of it', async (kind, config, expected) => {
    const { run, clock } = runDocument({ steps: [asks(kind, { timeout: 'PT10S', ...config })] })
    clock.advance(10_000)
    const { value, error } = await run.settled()
    expect({ value, code: error?.code }).toMatchObject(expected)
  })

  it('H3 a rejection may be asked about again', async () => {
    const { run, clock } = runDocument({ steps: [asks('approval', {}, { retry: { max: 1 }, onError: [{ when: 'error.code = "APPROVAL_REJECTED"', then: 'retry' }] })] })
    run.signal({ name: 'approval', correlation: 'ask', payload: false })
    run.signal({ name: 'approval', correlation: 'ask', payload: true })
    clock.advance(60_000)
    expect(await run.settled()).toMatchObject({ status: 'succeeded', value: { approved: true } })
  })

  it('H3 a question has its own signal and correlation where it says so', async () => {
    const { run } = runDocument({ steps: [asks('approval', { signal: 'four_eyes', correlation: 'order' }, { arguments: [{ name: 'order', from: { value: 'A-1' } }] })] })
    run.signal({ name: 'four_eyes', correlation: 'A-1', payload: true })
    expect(await run.settled()).toMatchObject({ status: 'succeeded' })
  })
})
