import type { WorkflowDocument } from '@eddy/workflow'
import { useState } from 'react'
import { useEditor } from './editor-context.tsx'

/** The document for what does not look at the drawing: the same one as long as only that is another, so that a card that moves renders no form. */
export function useContent(): WorkflowDocument {
  const [content] = useState(keptContent)
  return useEditor((state) => content(state.document))
}

/** Gives the document that it gave last, unless the new one differs in more than its view. */
export function keptContent(): (document: WorkflowDocument) => WorkflowDocument {
  let last: WorkflowDocument | undefined
  return (document) => {
    if (last === undefined || !sameContent(last, document)) last = document
    return last
  }
}

function sameContent(before: WorkflowDocument, after: WorkflowDocument): boolean {
  if (before === after) return true
  const { view: _before, ...was } = before
  const { view: _after, ...is } = after
  const fields = new Map<string, unknown>(Object.entries(was))
  const now = Object.entries(is)
  return now.length === fields.size && now.every(([key, value]) => fields.get(key) === value)
}
