import fc from 'fast-check'
import { expect, it } from 'vitest'
import { draftHash } from './draft-hash.ts'
import { arbitraryWorkflow } from './testing/arbitrary-workflow.ts'

it('is the same for the same draft however it came about, and sees looks, titles and order', () => {
  fc.assert(
    fc.property(arbitraryWorkflow, (document) => {
      const hash = draftHash(document)
      const copy: typeof document = structuredClone(document)
      expect(draftHash(copy)).toBe(hash)
      expect(draftHash({ ...document, title: 'Another' })).not.toBe(hash)
      expect(draftHash({ ...document, view: { positions: { ...document.view?.positions, s0: [1, 1] } } })).not.toBe(hash)
      expect(draftHash({ ...document, steps: document.steps.toReversed() })).not.toBe(hash)
      const { handlers: _handlers, ...without } = document
      expect(draftHash({ ...without, handlers: [] })).not.toBe(draftHash(without))
    }),
    { numRuns: 50 },
  )
})
