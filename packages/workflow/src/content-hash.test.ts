import fc from 'fast-check'
import { expect, it } from 'vitest'
import { arbitraryWorkflow } from './testing/arbitrary-workflow.ts'
import { contentHash } from './content-hash.ts'
import type { WorkflowDocument } from './document.ts'

const document: WorkflowDocument = { eddy: 1, name: 'flow', steps: [{ name: 'a', kind: 'expression', config: { expr: '1' } }] }

it('is SHA-256 of the canonical JSON', () => {
  // printf '{"eddy":1,"name":"flow","steps":[{"config":{"expr":"1"},"kind":"expression","name":"a"}]}' | sha256sum
  expect(contentHash(document)).toBe('fd02db49720307e1c7519dccde41e14c85b38b822db321b9719772c57d25a3d5')
})

it('changes with content', () => {
  expect(contentHash({ ...document, name: 'other' })).not.toBe(contentHash(document))
  expect(contentHash({ ...document, steps: [...document.steps].reverse().concat(document.steps) })).not.toBe(contentHash(document))
})

it('does not see looks or the order of keys', () => {
  fc.assert(
    fc.property(arbitraryWorkflow, fc.string(), (drawn, text) => {
      const dressed = { ...drawn, title: text, description: text, tags: [text], view: { positions: { [text]: [1, 2] as const } } }
      expect(contentHash(dressed)).toBe(contentHash(drawn))
      expect(contentHash(reversedKeys(drawn) as WorkflowDocument)).toBe(contentHash(drawn))
    }),
    { numRuns: 50 },
  )
})

function reversedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversedKeys)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).reverse().map(([key, inner]) => [key, reversedKeys(inner)]))
}
