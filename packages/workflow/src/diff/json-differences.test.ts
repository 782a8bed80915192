import { describe, expect, it } from 'vitest'
import { jsonDifferences, shortJson } from './json-differences.ts'

describe('jsonDifferences', () => {
  it('names every place, and nothing that is the same', () => {
    const before = { hotel: { nights: 2, rooms: [{ price: 80 }, { price: 90 }] }, customer: 'Ada', gone: true }
    const after = { hotel: { nights: 3, rooms: [{ price: 80 }, { price: 95 }, { price: 60 }] }, customer: 'Ada', come: null }
    expect(jsonDifferences(before, after)).toEqual([
      { path: 'hotel.nights', before: 2, after: 3 },
      { path: 'hotel.rooms[1].price', before: 90, after: 95 },
      { path: 'hotel.rooms[2]', before: undefined, after: { price: 60 } },
      { path: 'gone', before: true, after: undefined },
      { path: 'come', before: undefined, after: null },
    ])
  })

  it('says what is of another kind as a whole, and stops where it is told to', () => {
    expect(jsonDifferences([1], { a: 1 })).toEqual([{ path: '', before: [1], after: { a: 1 } }])
    expect(jsonDifferences([1, 2, 3], [4, 5, 6], 2)).toHaveLength(2)
    expect(shortJson('x'.repeat(100), 10)).toBe('"xxxxxxxx…')
  })
})
