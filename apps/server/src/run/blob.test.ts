import { createRunView, type RunEvent } from '@eddy/engine'
import { fail, ok, runDocument, step } from '@eddy/engine/testing'
import type { Json } from '@eddy/workflow'
import { describe, expect, it } from 'vitest'
import { blobHashes, extractBlobs, LARGE, restoreBlobs, type Blob } from './blob.ts'
import { namesForms, withForms } from './named-forms.ts'

const large = 'x'.repeat(LARGE)
const list = (length: number): Json[] => Array.from({ length }, (_, index) => `element ${index} ${'.'.repeat(20)}`)

function stored(events: readonly RunEvent[]) {
  const blobs = new Map<string, Blob>()
  const named = events.map((event) => ({ ...event, data: extractBlobs(event.data, blobs).data }) as unknown as RunEvent)
  return { named, blobs: new Map(Array.from(blobs, ([hash, { value }]) => [hash, value])) }
}

describe('the log of a run with large values', () => {
  const undo = { kind: 'effect', undo: 'undo' } as const
  const emitted = (count: number) => Array.from({ length: count }, (_, index) => step(`emitted_${index}`, { config: { said: 'y'.repeat(100) } }))
  it.each([
    ['a map over a long list, whose elements are undone', { steps: [step('each', { kind: 'map', arguments: [{ name: 'source', from: { value: list(700) } }], steps: [step('a', { ...undo, arguments: [{ name: 'it', from: { element: 'each' } }] })] }), step('bad', { after: ['each'] })], handlers: [step('undo')] }, { bad: () => fail('no', { retryable: false }) }],
    ['a fold', { steps: [step('each', { kind: 'reduce', config: { initial: large }, arguments: [{ name: 'source', from: { value: list(700) } }], steps: [step('a')] })] }, { a: () => ok(large) }],
    ['steps that a step makes', { steps: [step('make'), step('after', { after: ['make'] })] }, { make: () => ({ kind: 'ok' as const, value: large, steps: emitted(100) }) }],
    ['a failure with a long message and much to say', { steps: [step('a', undo), step('bad', { after: ['a'] })], handlers: [step('undo')] }, { bad: () => ({ kind: 'fail' as const, error: { code: 'BIG', message: large, details: { body: large }, retryable: false } }) }],
  ] as const)('is followed as it is stored by whoever looks on: %s', async (_what, document, scripts) => {
    const test = runDocument(document as never, { scripts: scripts as never })
    await test.run.settled()
    const { named, blobs } = stored(test.events)
    expect(named.flatMap(({ data }) => blobHashes(data)).length).toBeGreaterThan(0)
    const view = createRunView(test.plan)
    view.apply(named)
    const whole = createRunView(test.plan)
    whole.apply(test.events)
    expect(view.run.status).toBe(test.run.state.status)
    expect(view.paths()).toEqual(whole.paths())
    for (const path of view.paths()) expect([path, view.step(path)?.status]).toEqual([path, whole.step(path)?.status])
    expect(named.map((event) => ({ ...event, data: restoreBlobs(event.data, blobs) }))).toEqual(test.events)
  })

  it('has in place what a run goes by, where an earlier Eddy has named it', async () => {
    const undone = list(700)
    const event = { seq: 9, at: 0, type: 'rollback.completed', data: { undone: { $blob: 'f00', bytes: 9 }, left: [], residue: [] } } as unknown as RunEvent
    expect(namesForms(JSON.stringify([event]))).toBe(true)
    expect(namesForms(JSON.stringify([{ ...event, data: { value: { $blob: 'f00', bytes: 9 } } }]))).toBe(false)
    expect(await withForms([event], async (hash) => (hash === 'f00' ? undone : undefined))).toEqual([{ ...event, data: { undone, left: [], residue: [] } }])
    expect(await withForms([event], async () => undefined)).toEqual([event])
  })
})
