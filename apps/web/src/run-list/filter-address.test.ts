import { expect, it } from 'vitest'
import { addressOf, conditionOf, filterOf, sameFilter } from './filter-address.ts'
import type { RunFilter } from './run-types.ts'

const full: RunFilter = {
  workflowId: 'w 1', status: ['failed', 'rolled_back'], version: 3, environment: 'live', canary: true, withinMs: 86_400_000,
  since: '2026-11-01T00:00:00.000Z', until: '2026-11-02T00:00:00.000Z', error: 'no & stock', fingerprint: 'ab12', minMs: 500, maxMs: 9000, left: true, stuck: true,
  input: [{ path: ['customer', 'country'], equals: 'NO' }, { path: ['id'], equals: 4 }],
}

it('an address holds a whole filter', () => {
  expect(filterOf(new URL(addressOf(full), 'http://eddy').search)).toEqual(full)
  expect(filterOf(new URL(addressOf({ version: null }), 'http://eddy').search)).toEqual({ version: null })
})

it('no filter is no search', () => {
  expect(addressOf({})).toBe('/runs')
  expect(filterOf('')).toEqual({})
})

it('what an address says that is no filter is left out', () => {
  expect(filterOf('?status=asleep&version=-1&within=soon&since=never&input=:3&left=no&min=0')).toEqual({})
})

it('filters are the same whatever the order of their fields, and without what is empty', () => {
  expect(sameFilter({ left: true, error: 'x' }, { error: 'x', left: true, environment: '' })).toBe(true)
  expect(sameFilter({ left: true }, { error: 'x' })).toBe(false)
})

it('a value is JSON where it can be, and text where it cannot', () => {
  expect(conditionOf('id', '4')).toEqual({ path: ['id'], equals: 4 })
  expect(conditionOf('id', '"4"')).toEqual({ path: ['id'], equals: '4' })
  expect(conditionOf('customer.country', 'NO')).toEqual({ path: ['customer', 'country'], equals: 'NO' })
  expect(conditionOf('a..b', '1')).toBeUndefined()
})
