import type { WorkflowDocument } from '@eddy/workflow'
import { expect, it } from 'vitest'
import { keptContent } from './use-content.ts'

const document: WorkflowDocument = { eddy: 1, name: 'content', steps: [{ name: 'a', kind: 'debug' }] }

it('stays the same document while only the drawing is another', () => {
  const content = keptContent()
  expect(content(document)).toBe(document)
  const moved: WorkflowDocument = { ...document, view: { positions: { a: [16, 32] } } }
  expect(content(moved)).toBe(document)
  const named: WorkflowDocument = { ...moved, title: 'Content' }
  expect(content(named)).toBe(named)
  const { title: _, ...plain } = named
  expect(content(plain)).toBe(plain)
  const grown: WorkflowDocument = { ...plain, steps: [...plain.steps, { name: 'b', kind: 'debug' }] }
  expect(content(grown)).toBe(grown)
})
