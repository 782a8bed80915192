import { describe, expect, it } from 'vitest'
import { failureFilterOf, failuresAddress, runsAddress, showsFailure, sinceOf, type FailureFilter } from './failure-filter.ts'
import type { FailureRow } from './failure-types.ts'
import { agoWords, placeOf, rerunWords, stateOf } from './failure-words.ts'
import { inKnownOrder } from './known-order.ts'

const now = Date.parse('2026-11-21T12:00:00.000Z')
const failure = (fingerprint: string, given: Partial<FailureRow> = {}): FailureRow => ({
  fingerprint, workflowId: 'w', workflowName: 'ship', workflowTitle: 'Ship a parcel', runs: 2, firstAt: '2026-11-20T12:00:00.000Z', lastAt: '2026-11-21T11:00:00.000Z', lastRunId: 'r',
  error: { code: 'CARD_DECLINED', message: 'the card was declined', step: 'each[3].pay' } as FailureRow['error'], stepTitle: null, leftInPlace: 0, state: 'open', owner: null, reason: '', rerun: null, ...given,
})
const everything: FailureFilter = { state: 'all', days: 0, words: '' }

describe('the filter', () => {
  it('is in the address', () => {
    const filter: FailureFilter = { state: 'resolved', days: 30, words: 'card & co', workflowId: 'w 1' }
    expect(failureFilterOf(new URL(failuresAddress(filter), 'http://eddy').search)).toEqual(filter)
    expect(failuresAddress(failureFilterOf(''))).toBe('/failures')
    expect(failureFilterOf('?state=asleep&days=soon')).toEqual({ state: 'open', days: 7, words: '' })
  })
  it('takes what came again for open', () => {
    const rows = [failure('a'), failure('b', { state: 'reopened' }), failure('c', { state: 'resolved' })]
    const shown = (state: FailureFilter['state']) => rows.filter((row) => showsFailure({ ...everything, state }, row)).map(({ fingerprint }) => fingerprint)
    expect([shown('open'), shown('resolved'), shown('all')]).toEqual([['a', 'b'], ['c'], ['a', 'b', 'c']])
  })
  it('finds words of the error, the workflow, the owner and the reason', () => {
    const row = failure('a', { owner: 'Ada', reason: 'refunded by hand' })
    expect(['DECLINED card', 'parcel', 'ada', 'refunded pay', 'boat'].map((words) => showsFailure({ ...everything, words }, row))).toEqual([true, true, true, true, false])
  })
  it('says since when', () => expect([sinceOf(1, now), sinceOf(0, now)]).toEqual(['2026-11-20T12:00:00.000Z', '1970-01-01T00:00:00.000Z']))
  it('leads to the runs', () => expect([runsAddress('ab', 7), runsAddress('ab', 0)]).toEqual(['/runs?within=604800000&failure=ab', '/runs?failure=ab']))
})

it('where it happens is told by the title of the step, or by its path without the element', () => {
  expect([placeOf(failure('a')), placeOf(failure('a', { stepTitle: 'Charge the card' }))]).toEqual(['Ship a parcel at each.pay', 'Ship a parcel at Charge the card'])
})

it('a failure that came again tells why it had been resolved', () => {
  expect(stateOf({ state: 'reopened', reason: 'fixed in v3' })).toEqual({ word: 'Came again', because: 'was resolved: fixed in v3' })
  expect(stateOf({ state: 'resolved', reason: 'fixed in v3' })).toEqual({ word: 'Resolved', because: 'fixed in v3' })
})

it.each([['2026-11-21T11:59:30.000Z', 'just now'], ['2026-11-21T11:59:00.000Z', '1 minute ago'], ['2026-11-21T10:00:00.000Z', '2 hours ago'], ['2026-11-18T12:00:00.000Z', '3 days ago']])('%s was %s', (at, words) => expect(agoWords(at, now)).toBe(words))

it('rows stay where they were; new ones are told apart', () => {
  const { shown, fresh } = inKnownOrder([failure('c'), failure('b', { runs: 9 }), failure('a')], ['a', 'b', 'gone'])
  expect(shown.map(({ fingerprint, runs }) => [fingerprint, runs])).toEqual([['a', 2], ['b', 9]])
  expect(fresh.map(({ fingerprint }) => fingerprint)).toEqual(['c'])
})

it('what has come of running them again is told', () => {
  const rerun = (runs: number, again: Partial<NonNullable<FailureRow['rerun']>> | null) => rerunWords({ runs, rerun: again && { runs: 1, succeeded: 0, lastRunId: 'n', lastStatus: 'rolled_back', ...again } })
  expect([rerun(2, null), rerun(1, {}), rerun(3, {}), rerun(2, { runs: 2, succeeded: 1 }), rerun(1200, { runs: 1200, succeeded: 1200 })]).toEqual([
    '', 'Re-run: rolled back', 'Re-run: 1 of 3, rolled back', 'Re-run: both, 1 succeeded', 'Re-run: all 1,200, all succeeded',
  ])
})
