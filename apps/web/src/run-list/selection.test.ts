import { expect, it } from 'vitest'
import { allPicked, isPicked, nothingPicked, pick, pickedCount, pickedRuns } from './selection.ts'

const until = new Date('2026-11-21T10:00:00.000Z')

it('some are named one by one', () => {
  const some = pick(pick(nothingPicked, ['a', 'b'], true), ['a'], false)
  expect([isPicked(some, 'a'), isPicked(some, 'b'), pickedCount(some, 312)]).toEqual([false, true, 1])
  expect(pickedRuns(some, { left: true }, until)).toEqual({ ids: ['b'] })
})

it('all but some are named by the filter, and reach no further than to now', () => {
  const all = pick(allPicked, ['a'], false)
  expect([isPicked(all, 'a'), isPicked(all, 'b'), pickedCount(all, 312)]).toEqual([false, true, 311])
  expect(pickedRuns(all, { left: true }, until)).toEqual({ filter: { left: true, until: until.toISOString() }, except: ['a'] })
  expect(pickedCount(pick(all, ['a'], true), 312)).toBe(312)
})

it('an end that the filter has already stays', () => {
  const end = '2026-11-01T00:00:00.000Z'
  expect(pickedRuns(allPicked, { until: end }, until)).toEqual({ filter: { until: end }, except: [] })
})
