import type { StepView } from '@eddy/engine'
import { expect, it } from 'vitest'
import type { StepNames } from './step-names.ts'
import { barWords } from './bar-words.ts'
import { barsOf, timeParts } from './timeline-bars.ts'

const names = { titleOf: (path: string) => path, stepOf: () => undefined } as unknown as StepNames
const error = { code: 'HTTP_503', message: 'busy', retryable: true }
const step = (more: Partial<StepView>): StepView => ({ path: 'charge', status: 'succeeded', attempt: 1, attempts: [{ attempt: 1, startedAt: 0, endedAt: 10, outcome: 'succeeded', logs: [] }], startedAt: 0, endedAt: 10, ...more })
const shapes = (of: StepView) => barsOf(of, names).map(({ kind, from, to, failed }) => `${kind} ${from}–${to ?? ''}${failed ? ' failed' : ''}`)

it('draws the attempts of an undo as one bar with what lies between, as those of the way forward', () => {
  const undo = { startedAt: 20, order: 0, attempts: [{ startedAt: 20, endedAt: 25, outcome: 'retrying', error }, { startedAt: 40, endedAt: 45, outcome: 'done' }] } as const
  expect(shapes(step({ status: 'undone', undo: { ...undo, status: 'done', endedAt: 45 } }))).toEqual(['work 0–10', 'undo 20–25 failed', 'undo-backoff 25–40', 'undo 40–45'])
  expect(shapes(step({ status: 'undoing', undo: { ...undo, status: 'retrying', attempts: undo.attempts.slice(0, 1) } }))).toEqual(['work 0–10', 'undo 20–25 failed', 'undo-backoff 25–'])
  expect(shapes(step({ status: 'undo_failed', undo: { startedAt: 20, order: 0, status: 'failed', endedAt: 25, error, attempts: [{ startedAt: 20, endedAt: 25, outcome: 'failed', error }] } }))).toEqual(['work 0–10', 'undo 20–25 failed'])
})

const attempts = (...list: readonly Partial<StepView['attempts'][number]>[]): StepView['attempts'] => list.map((one, at) => ({ attempt: at + 1, startedAt: 0, logs: [], ...one }))
const failed = { startedAt: 0, endedAt: 10, outcome: 'retrying', error } as const

it('draws the wait until the next attempt apart from the wait for a free slot', () => {
  const backoff = { from: 10, to: 30 }
  const then = { startedAt: 45, endedAt: 50, outcome: 'succeeded' } as const
  expect(shapes(step({ endedAt: 50, attempts: attempts({ ...failed, backoff }, then) }))).toEqual(['work 0–10 failed', 'backoff 10–30', 'queue 30–45', 'work 45–50'])
  // told to go on at once
  expect(shapes(step({ endedAt: 20, attempts: attempts({ ...failed, backoff }, { ...then, startedAt: 15, endedAt: 20 }) }))).toEqual(['work 0–10 failed', 'backoff 10–15', 'work 15–20'])
  expect(shapes(step({ status: 'retrying', attempts: attempts({ ...failed, backoff }) }))).toEqual(['work 0–10 failed', 'backoff 10–'])
  expect(shapes(step({ status: 'queued', attempts: attempts({ ...failed, backoff }) }))).toEqual(['work 0–10 failed', 'backoff 10–30', 'queue 30–'])
  // none at all
  expect(shapes(step({ status: 'queued', attempts: attempts({ ...failed, backoff: { from: 10, to: 10 } }) }))).toEqual(['work 0–10 failed', 'queue 10–'])
  const undo = { startedAt: 20, order: 0, status: 'done', endedAt: 60, attempts: [{ startedAt: 20, endedAt: 25, outcome: 'retrying', error, backoff: { from: 25, to: 40 } }, { startedAt: 50, endedAt: 60, outcome: 'done' }] } as const
  expect(shapes(step({ status: 'undone', undo }))).toEqual(['work 0–10', 'undo 20–25 failed', 'undo-backoff 25–40', 'undo-queue 40–50', 'undo 50–60'])
})

it('draws what a handler has done about a failure, and the doubt, before the wait that they have led to', () => {
  const handled = { startedAt: 0, endedAt: 10, outcome: 'failed', error } as const
  const then = { startedAt: 40, endedAt: 50, outcome: 'succeeded' } as const
  expect(shapes(step({ endedAt: 50, attempts: attempts({ ...handled, backoff: { from: 18, to: 40 } }, then) }))).toEqual(['work 0–10 failed', 'handler 10–18', 'backoff 18–40', 'work 40–50'])
  expect(shapes(step({ endedAt: 50, attempts: attempts({ ...handled, outcome: 'interrupted', backoff: { from: 18, to: 40 } }, then) }))).toEqual(['doubt 0–10', 'doubt 10–18', 'backoff 18–40', 'work 40–50'])
  expect(shapes(step({ status: 'compensating', attempts: attempts(handled) }))).toEqual(['work 0–10 failed', 'handler 10–'])
  expect(shapes(step({ status: 'failed', endedAt: 16, attempts: attempts(handled) }))).toEqual(['work 0–10 failed', 'handler 10–16'])
})

it('says where the time of a step went', () => {
  const bars = barsOf(step({ readyAt: 0, startedAt: 5, endedAt: 50, attempts: attempts({ ...failed, startedAt: 5, backoff: { from: 10, to: 30 } }, { startedAt: 45 }), status: 'running' }), names)
  expect(timeParts(bars.map((bar) => (bar.from === 45 ? { ...bar, to: undefined } : bar)), 60)).toEqual([{ kind: 'queue', ms: 20, count: 2 }, { kind: 'work', ms: 20, count: 2 }, { kind: 'backoff', ms: 20, count: 1 }])
})

it('stripes the bars of what waits for a person as those of what waits for a time', () => {
  const asks = { ...names, stepOf: () => ({ name: 'ask', kind: 'approval' }) } as unknown as StepNames
  expect(barsOf(step({}), asks).map(({ kind }) => kind)).toEqual(['wait'])
})

it('stripes the bars of what waits for another run', () => {
  const calls = { ...names, stepOf: () => ({ name: 'call', kind: 'workflow.run' }) } as unknown as StepNames
  expect(barsOf(step({}), calls).map(({ kind }) => kind)).toEqual(['wait'])
})

it('makes the bars of a step that has not changed once', () => {
  const done = step({})
  expect(barsOf(done, names)).toBe(barsOf(done, names))
  expect(barsOf(step({}), names)).not.toBe(barsOf(done, names))
})

it('gives an attempt of which nothing is known not the colour of a success', () => {
  expect(shapes(step({ status: 'in_doubt', attempts: [{ attempt: 1, startedAt: 0, endedAt: 10, outcome: 'interrupted', error, logs: [] }] }))).toEqual(['doubt 0–10', 'doubt 10–'])
})

it('cuts the wait in the queue where gates were found shut, and says which', () => {
  const gates = [{ kind: 'lock', name: 'till', from: 20 }, { kind: 'rate', name: 'api', from: 30 }] as const
  const ran = [{ attempt: 1, startedAt: 40, endedAt: 50, outcome: 'succeeded', logs: [] }] as const
  const queued = step({ readyAt: 10, startedAt: 40, endedAt: 50, attempts: ran, gates })
  expect(shapes(queued)).toEqual(['queue 10–20', 'gate 20–30', 'gate 30–40', 'work 40–50'])
  expect(barsOf(queued, names).map((bar) => barWords(bar, 50))[1]).toMatch(/^Waiting for the lock “till” · /)
  // what follows the refusal of an earlier attempt lies outside of it
  expect(shapes(step({ readyAt: 10, startedAt: 15, endedAt: 50, gates: [{ ...gates[0], from: 20 }], attempts: ran }))).toEqual(['queue 10–15', 'work 40–50'])
})
