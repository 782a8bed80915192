import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jsonPieces, Unrolled } from './json-pieces.ts'

/** As values are in a state: a field may be undefined, which is left out. */
const value = fc.letrec((tie) => ({
  any: fc.oneof({ maxDepth: 5 }, fc.jsonValue(), fc.array(tie('any')), fc.dictionary(fc.string(), fc.option(tie('any'), { nil: undefined }))),
})).any

describe('JSON in pieces', () => {
  it('is what JSON.stringify writes', () => {
    fc.assert(fc.property(value, fc.integer({ min: 1, max: 20 }), (any, length) => {
      expect([...jsonPieces(any, length)].join('')).toBe(JSON.stringify(any))
    }))
  })

  it('comes in short pieces, however long a list in it is', () => {
    const pieces = [...jsonPieces({ deep: [{ list: Array.from({ length: 5000 }, (_, index) => ({ index, inside: [index] })) }] }, 100)]
    expect(pieces.length).toBeGreaterThan(500)
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThan(200)
  })

  it('makes each item of an unrolled list when all of the one before is written', () => {
    const made: string[] = []
    const inner = (name: string) => new Unrolled([1, 2], (n) => (made.push(`${name}${n}`), n))
    const list = new Unrolled(['a', 'b'], (name) => (made.push(name), { inner: inner(name) }))
    expect([...jsonPieces({ list, end: new Unrolled([0], () => made.length) })].join('')).toBe('{"list":[{"inner":[1,2]},{"inner":[1,2]}],"end":[6]}')
    expect(made).toEqual(['a', 'a1', 'a2', 'b', 'b1', 'b2'])
  })
})
