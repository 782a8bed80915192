import { expect, it } from 'vitest'
import { followRows } from './row-keys.ts'

const rows = (...names: readonly string[]) => ({ items: names.map((name) => ({ name, value: 1 })), keys: names.map((_, at) => at), next: names.length })
const named = (...names: readonly string[]) => names.map((name) => ({ name, value: 1 }))

it('keeps the row of an item when others come and go', () => {
  expect(followRows(rows('a', 'b', 'c'), named('b', 'c')).keys).toEqual([1, 2])
  expect(followRows(rows('a', 'b'), named('new', 'a', 'b')).keys).toEqual([2, 0, 1])
  expect(followRows(rows('a', 'b', 'c'), named('c', 'a', 'b')).keys).toEqual([2, 0, 1])
})

it('keeps the row of an item that is changed, or called otherwise', () => {
  expect(followRows(rows('a', 'b'), [{ name: 'a', value: 1 }, { name: 'b', value: 2 }]).keys).toEqual([0, 1])
  expect(followRows(rows('a', 'b'), named('a', 'better')).keys).toEqual([0, 1])
  // while one goes, and another is changed
  expect(followRows(rows('a', 'b', 'c'), [{ name: 'b', value: 2 }, { name: 'c', value: 1 }]).keys).toEqual([1, 2])
})

it('tells alike ones apart by their order, and gives no key twice', () => {
  const after = followRows(rows('a', 'a'), named('a', 'a', 'a'))
  expect(after.keys).toEqual([0, 1, 2])
  expect(followRows(after, named('z')).keys).toEqual([0])
  expect(followRows(followRows(after, []), named('z')).keys).toEqual([3])
})
