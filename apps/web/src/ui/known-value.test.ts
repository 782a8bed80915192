import { expect, it } from 'vitest'
import { knownAt, membersOf, sampleOf, typeOf } from './known-value.ts'

const order = { type: 'object', properties: { id: { type: 'string' }, lines: { type: 'array', items: { type: 'object', properties: { price: { type: 'number' } } } } } }

it('lists declared parts first, then those of the sample', () => {
  const members = membersOf({ schema: order, sample: { extra: true, id: 'A' } })
  expect(members.map(({ key, declared, known }) => [key, declared, known.sample])).toEqual([
    ['id', true, 'A'],
    ['lines', true, undefined],
    ['extra', false, true],
  ])
})

it('follows paths through lists, by schema and by sample', () => {
  expect(typeOf(knownAt({ schema: order }, ['lines', 0, 'price']))).toBe('number')
  expect(knownAt({ sample: [{ a: 1 }, { a: 2 }] }, [1, 'a']).sample).toBe(2)
  expect(knownAt({ schema: order }, ['nowhere', 'at', 'all'])).toEqual({})
})

it('follows references to the schema they were written in', () => {
  const schema = { $ref: '#/$defs/node', $defs: { node: { type: 'object', properties: { next: { $ref: '#/$defs/node' }, name: { type: 'string' } } } } }
  expect(typeOf(knownAt({ schema }, ['next', 'next', 'name']))).toBe('text')
})

it('says types in words', () => {
  expect(typeOf(knownAt({ schema: order }, ['lines']))).toBe('list of object')
  expect(typeOf({ schema: { type: ['string', 'null'] } })).toBe('text or nothing')
  expect(typeOf({ sample: null })).toBe('anything')
})

it('makes samples that fit', () => {
  expect(sampleOf(order)).toEqual({ id: 'text', lines: [{ price: 1.5 }] })
  expect(sampleOf({ type: 'string', examples: ['Ada'] })).toBe('Ada')
})
