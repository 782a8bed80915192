import type { WorkflowDocument } from '@eddy/workflow'
import { createContext, use } from 'react'

/** The document that the forms are about: at most a few frames behind the drawing, and never while somebody works in them. */
export const ShownDocument = createContext<WorkflowDocument | undefined>(undefined)

export function useShownDocument(): WorkflowDocument {
  const document = use(ShownDocument)
  if (!document) throw new Error('A part of the inspector stands outside of it.')
  return document
}
