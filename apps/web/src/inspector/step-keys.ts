import type { WorkflowDocument } from '@eddy/workflow'
import { followRenames } from '../store/follow-renames.ts'

/**
 * Gives the step that is shown a key of its own, and the same one again for as long as it is that step, whoever renames it: its form stays, with
 * the focus and what is half typed.
 */
export function stepKeys(): (document: WorkflowDocument, path: string) => number {
  let last: { readonly document: WorkflowDocument; readonly path: string } | undefined
  let key = 0
  return (document, path) => {
    if (last && last.path !== path && followRenames([last.path], last.document, document)[0] !== path) key++
    last = { document, path }
    return key
  }
}
