import type { Json } from '@eddy/workflow'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../event/event.ts'
import { PendingOutcomes } from '../testing/model/pending-outcomes.ts'
import { fail, ok, runDocument, step, type TestRun } from '../testing/index.ts'

const drawn = fc.record({
  elements: fc.array(fc.constantFrom('ok' as const, 'ok' as const, 'ok' as const, 'fail' as const), { maxLength: 8 }),
  breaksAfter: fc.option(fc.nat(8), { freq: 4 }),
  window: fc.integer({ min: 1, max: 4 }),
  slots: fc.integer({ min: 1, max: 5 }),
  policy: fc.constantFrom('fail' as const, 'collect' as const, 'skip' as const, 'dead_letter' as const),
  ordered: fc.boolean(),
  choices: fc.array(fc.nat(6), { minLength: 1, maxLength: 12 }),
  crashAfter: fc.option(fc.nat(40), { freq: 2 }),
})
type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never

/** What the process that reads has done. */
interface Reading {
  asked: number
  skipped: number[]
  closed: number
}

const turns = async () => {
  for (let i = 0; i < 6; i++) await Promise.resolve()
}

/** `recover`: the log of a process that has died. */
async function play(draw: Drawn, reading: Reading, recover?: readonly RunEvent[]): Promise<TestRun> {
  const { elements, breaksAfter, window, slots, policy, ordered, choices } = draw
  const pending = new PendingOutcomes()
  const openStream = (_reference: unknown, { skip }: { readonly skip: number }): AsyncIterator<Json> => {
    reading.skipped.push(skip)
    let at = skip
    return {
      next: async () => {
        reading.asked++
        if (breaksAfter !== null && at >= breaksAfter) throw new Error('cut off')
        return at < elements.length ? { done: false, value: at++ } : { done: true, value: undefined }
      },
      return: async () => (reading.closed++, { done: true, value: undefined }),
    }
  }
  const each = step('e', { kind: 'effect', undo: 'undo', arguments: [{ name: 'x', from: { element: 'm' } }] })
  const document = { steps: [step('m', { kind: 'map', config: { concurrency: window, onElementError: policy, ordered }, arguments: [{ name: 'source', from: { value: { $stream: 'made' } } }], steps: [each] })], handlers: [step('undo')], options: { maxConcurrency: slots } }
  const test = runDocument(document, { scripts: { e: ({ arguments: args, path }) => pending.later(path, { outcome: () => (elements[Number(args['x'])] === 'fail' ? fail('bad', { retryable: false }) : ok(Number(args['x']) * 10)) }) }, openStream, ...(recover ? { recover } : {}) })
  for (let turn = 0; turn < 60; turn++) {
    await turns()
    const { events } = test
    const come = events.flatMap(({ type, data }) => (type === 'steps.emitted' && 'elements' in data ? [...(data.elements ?? [])] : [])).length
    const settled = new Set(events.flatMap(({ type, step: path }) => ((type === 'step.succeeded' || type === 'step.failed') && path?.endsWith('.e') ? [path] : []))).size
    // back-pressure: nothing is asked for while the window is full
    expect(come - settled, test.log().join('\n')).toBeLessThanOrEqual(window)
    if (pending.waiting.length > 0) pending.deliver((choices[turn % choices.length] ?? 0) % pending.waiting.length)
    else if (test.clock.next() !== undefined) test.clock.runTo(test.clock.next() ?? 0)
    else break
  }
  return test
}

/** C2, C3: what the stream comes to when it is read alone and to the end. */
function expected({ elements, breaksAfter, policy, ordered }: Drawn) {
  const read = breaksAfter === null ? elements : elements.slice(0, breaksAfter)
  const breaks = breaksAfter !== null && breaksAfter <= elements.length
  const failures = read.flatMap((answer, index) => (answer === 'fail' ? [index] : []))
  const failed = breaks || (policy === 'fail' && failures.length > 0)
  const results = read.flatMap((answer, index): Json[] => (answer === 'ok' ? [index * 10] : policy === 'collect' ? ['error'] : []))
  return { status: failed ? 'rolled_back' : 'succeeded', results: ordered ? results : results.map(String).toSorted(), dead: policy === 'dead_letter' ? failures : [] }
}

function cameTo({ run }: TestRun, { policy, ordered }: Drawn) {
  const { status, value } = run.state
  if (status !== 'succeeded') return { status }
  const { results, deadLetters } = policy === 'dead_letter' ? (value as { results: Json[]; deadLetters: { index: number }[] }) : { results: value as Json[], deadLetters: [] }
  const told = results.map((one) => (typeof one === 'object' ? 'error' : one))
  return { status, results: ordered ? told : told.map(String).toSorted(), dead: deadLetters.map(({ index }) => index).toSorted((a, b) => a - b) }
}

describe('maps of streams', () => {
  it('C2 C3 U5 F1 read no further than their window, gather what comes, and go on behind their log after a crash', async () => {
    await fc.assert(
      fc.asyncProperty(drawn, async (draw) => {
        const reading: Reading = { asked: 0, skipped: [], closed: 0 }
        const first = await play(draw, reading)
        const { status, ...rest } = expected(draw)
        const wanted = status === 'succeeded' ? { status, ...rest } : { status }
        expect(cameTo(first, draw), first.log().join('\n')).toEqual(wanted)
        if (draw.policy !== 'fail' || draw.breaksAfter !== null || draw.elements.every((answer) => answer === 'ok')) expect(reading.asked).toBeLessThanOrEqual(draw.elements.length + 1)
        const succeeded = first.events.flatMap(({ type, step: path = '' }) => (type === 'step.succeeded' && path.endsWith('.e') ? [path] : []))
        if (status === 'rolled_back') expect(first.run.state.undone.toSorted()).toEqual(succeeded.toSorted())
        if (draw.crashAfter === null) return
        const log = first.events.slice(0, 1 + (draw.crashAfter % first.events.length))
        const come = log.flatMap(({ type, data }) => (type === 'steps.emitted' && 'elements' in data ? [...(data.elements ?? [])] : [])).length
        const after: Reading = { asked: 0, skipped: [], closed: 0 }
        const again = await play(draw, after, log)
        expect(cameTo(again, draw), again.log().join('\n')).toEqual(wanted)
        for (const skip of after.skipped) expect(skip).toBe(come)
      }),
      { numRuns: 300 },
    )
  })
  it('C3 U9 lose no element where a failed one had not been rolled back yet when the process died', async () => {
    const draw: Drawn = { elements: ['ok', 'fail', 'ok', 'ok', 'ok'], breaksAfter: null, window: 3, slots: 2, policy: 'skip', ordered: true, choices: [1], crashAfter: null }
    const { events } = await play(draw, { asked: 0, skipped: [], closed: 0 })
    const failed = events.findIndex(({ type }) => type === 'step.failed')
    const after: Reading = { asked: 0, skipped: [], closed: 0 }
    const again = await play(draw, after, events.slice(0, failed + 1))
    expect(again.run.state.value).toEqual([0, 20, 30, 40])
    expect(after.skipped).toEqual([3])
  })
})
