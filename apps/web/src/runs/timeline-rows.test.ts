import type { StepView } from '@eddy/engine'
import { expect, it } from 'vitest'
import type { StepNames } from './step-names.ts'
import { barsOf } from './timeline-rows.ts'

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

it('gives an attempt of which nothing is known not the colour of a success', () => {
  expect(shapes(step({ status: 'in_doubt', attempts: [{ attempt: 1, startedAt: 0, endedAt: 10, outcome: 'interrupted', error, logs: [] }] }))).toEqual(['doubt 0–10', 'doubt 10–'])
})
