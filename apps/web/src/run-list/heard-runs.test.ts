import { expect, it } from 'vitest'
import { hear, nothingHeard, shownRuns, take, waitingRuns } from './heard-runs.ts'
import { row } from './testing/row.ts'

const at = (second: number) => ({ startedAt: `2026-11-21T10:00:0${second}.000Z` })
const loadedRows = [row('c', at(3)), row('b', { ...at(2), status: 'running' })]
const loaded = new Set(['b', 'c'])
const now = Date.parse('2026-11-21T10:00:09.000Z')
const ids = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id)

it('a run of the list changes where it is, also when the filter no longer finds it', () => {
  const heard = hear(nothingHeard, { rows: [row('b', { ...at(2), status: 'failed' })], loaded, filter: { status: ['succeeded', 'running'] }, now, loading: false })
  expect(shownRuns(loadedRows, heard).map(({ id, status }) => [id, status])).toEqual([['c', 'succeeded'], ['b', 'failed']])
  expect(waitingRuns(heard, loaded, undefined)).toEqual([])
})

it('a new run waits until it is let in, and is where its time puts it', () => {
  const heard = hear(nothingHeard, { rows: [row('e', at(5)), row('d', at(4))], loaded, filter: {}, now, loading: false })
  expect(ids(shownRuns(loadedRows, heard))).toEqual(['c', 'b'])
  const waiting = waitingRuns(heard, loaded, undefined)
  expect(ids(waiting)).toEqual(['e', 'd'])
  const taken = take(heard, waiting)
  expect(ids(shownRuns(loadedRows, taken))).toEqual(['e', 'd', 'c', 'b'])
  expect(waitingRuns(taken, loaded, undefined)).toEqual([])
})

it('a run that the filter does not find, or no longer finds, does not wait', () => {
  const filter = { status: ['running' as const] }
  const first = hear(nothingHeard, { rows: [row('d', { ...at(4), status: 'running' }), row('e', at(5))], loaded, filter, now, loading: false })
  expect(ids(waitingRuns(first, loaded, undefined))).toEqual(['d'])
  expect(waitingRuns(hear(first, { rows: [row('d', at(4))], loaded, filter, now, loading: false }), loaded, undefined)).toEqual([])
})

it('what is announced while a page is loaded holds for the rows of that page', () => {
  const heard = hear(nothingHeard, { rows: [row('b', { ...at(2), status: 'failed' })], loaded: new Set(), filter: { status: ['running'] }, now, loading: true })
  expect(waitingRuns(heard, new Set(), undefined)).toEqual([])
  expect(shownRuns(loadedRows, heard).map(({ id, status }) => [id, status])).toEqual([['c', 'succeeded'], ['b', 'failed']])
})

it('a run older than the last one loaded comes with its page', () => {
  const heard = hear(nothingHeard, { rows: [row('a', at(1))], loaded, filter: {}, now, loading: false })
  expect(waitingRuns(heard, loaded, '2026-11-21T10:00:02.000Z')).toEqual([])
  expect(ids(waitingRuns(heard, loaded, undefined))).toEqual(['a'])
})
