import fc from 'fast-check'
import { expect, it } from 'vitest'
import { PatchedMap } from './patched-map.ts'

const key = fc.constantFrom<string>('a', 'b', 'c', 'd', 'e', 'f')
const step = fc.record({ gone: fc.array(key, { maxLength: 3 }), come: fc.array(fc.tuple(key, fc.nat(9)), { maxLength: 3 }), more: fc.nat(300) })

it('is the map that would have been made of all its keys, and so are those before it', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(key, fc.nat(9)), { maxLength: 8 }), fc.array(step, { maxLength: 8 }), (first, steps) => {
      let plain = new Map(first)
      let patched: ReadonlyMap<string, number> = plain
      const seen = [{ plain, patched }]
      for (const { gone, come, more } of steps) {
        // enough of them make it a map of its own
        const all = [...come, ...Array.from({ length: more }, (_, at) => [`more${at}`, at] as const)]
        plain = new Map(plain)
        for (const path of gone) plain.delete(path)
        for (const [path, value] of all) plain.set(path, value)
        patched = PatchedMap.of(patched, { gone, come: all })
        seen.push({ plain, patched })
      }
      for (const pair of seen) {
        expect(pair.patched.size).toBe(pair.plain.size)
        for (const path of ['a', 'b', 'c', 'd', 'e', 'f', 'more0', 'more299']) expect([pair.patched.has(path), pair.patched.get(path)]).toEqual([pair.plain.has(path), pair.plain.get(path)])
        expect(new Map(pair.patched)).toEqual(pair.plain)
      }
    }),
  )
})

it('goes through all of it in the order that it is told', () => {
  const patched = PatchedMap.of(new Map([['a', 1], ['b', 2]]), { gone: ['b'], come: [['c', 3]] }, () => new Map([['c', 3], ['a', 1]]))
  expect([[...patched], [...patched.keys()], [...patched.values()]]).toEqual([[['c', 3], ['a', 1]], ['c', 'a'], [3, 1]])
})
