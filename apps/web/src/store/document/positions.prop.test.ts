import fc from 'fast-check'
import { expect, it } from 'vitest'
import { movedPaths, patchedPositions, type Positions } from './positions.ts'

const place = fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 }))
const places = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd.e', 'f'), place)
const sorted = (paths: readonly string[]) => [...paths].sort()
/** The same places as another object: nothing is known of how they came about. */
const unknown = (positions: Positions): Positions => ({ ...positions })

it('what a patch has moved is what a comparison of both finds, there and back', () => {
  fc.assert(
    fc.property(places, places, (before, patch) => {
      const after = patchedPositions(before, patch)
      expect(after).toEqual({ ...before, ...patch })
      expect(sorted(movedPaths(before, after))).toEqual(sorted(movedPaths(before, unknown(after))))
      expect(sorted(movedPaths(after, before))).toEqual(sorted(movedPaths(unknown(after), before)))
    }),
  )
})

it('places that are not those that were patched are compared', () => {
  const before: Positions = { a: [0, 0], b: [1, 1] }
  const after = patchedPositions(patchedPositions(before, { a: [2, 2] }), { b: [3, 3] })
  expect(sorted(movedPaths(before, after))).toEqual(['a', 'b'])
})
