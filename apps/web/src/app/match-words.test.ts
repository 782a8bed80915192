import { describe, expect, it } from 'vitest'
import { matchWords } from './match-words.ts'

describe('match-words', () => {
  it('finds words in any order, their beginnings before their insides before their letters', () => {
    expect(matchWords('Charge card', 'card charge')).toBe(1)
    const costs = ['charge', 'card', 'arge', 'chgcrd'].map((query) => matchWords('Charge card', query))
    expect(costs).toEqual([...costs].sort((left, right) => (left ?? 99) - (right ?? 99)))
    expect(costs).not.toContain(undefined)
  })

  it('does not find what is not there, or only far apart', () => {
    expect(matchWords('Charge card', 'refund')).toBeUndefined()
    expect(matchWords('Align left edges of the selected steps', 'ags')).toBeUndefined()
    expect(matchWords('Undo', 'od')).toBeUndefined()
  })
})
