import type { Step, WorkflowDocument } from '@eddy/workflow'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { patchBetween, patchedDocument } from './document-patch.ts'

const pool: readonly Step[] = Array.from({ length: 12 }, (_, at) => ({ name: `s${at}`, kind: 'debug' }))
const list = fc.array(fc.constantFrom(...pool), { maxLength: 14 })
const document: fc.Arbitrary<WorkflowDocument> = fc
  .record({ steps: list, handlers: fc.option(list, { nil: undefined }), failure: fc.option(list, { nil: undefined }), title: fc.constantFrom('a', 'b') })
  .map(({ steps, handlers, failure, title }) => ({ eddy: 1, name: 'x', title, steps, ...(handlers ? { handlers } : {}), ...(failure ? { failure: { steps: failure } } : {}) }))

it('carries every document over, edit by edit', () => {
  fc.assert(
    fc.property(fc.array(document, { minLength: 1, maxLength: 6 }), (documents) => {
      let [here, there]: [WorkflowDocument | undefined, WorkflowDocument | undefined] = [undefined, undefined]
      for (const next of documents) {
        there = patchedDocument(there, structuredClone(patchBetween(here, next)))
        here = next
        expect(there).toEqual(next)
      }
    }),
  )
})

it('sends one step for an edit of one in ten thousand, and no places', () => {
  const steps = Array.from({ length: 10_000 }, (_, at): Step => ({ name: `s${at}`, kind: 'debug' }))
  const before: WorkflowDocument = { eddy: 1, name: 'x', steps, view: { positions: { s1: [0, 0] } } }
  const after = { ...before, steps: steps.with(77, { name: 's77', kind: 'log' }) }
  expect(patchBetween(before, after)).toEqual({ rest: { eddy: 1, name: 'x', view: {} }, steps: { start: 77, end: 9_922, items: [{ name: 's77', kind: 'log' }] }, handlers: undefined, failure: undefined })
})
