import type { WorkflowDocument } from '@eddy/workflow'
import { command, type Command } from './command.ts'
import { patched, type Patch } from './patch.ts'

export type DocumentFields = Pick<WorkflowDocument, 'name' | 'title' | 'description' | 'tags' | 'inputs' | 'return' | 'options'>

/** Sets fields of the workflow itself; `undefined` takes a field away. */
export function updateDocument(patch: Patch<DocumentFields>): Command {
  const fields = Object.keys(patch).join(', ')
  return command(`Change ${fields} of the workflow`, (document) => patched<WorkflowDocument>(document, patch), `document/${fields}`)
}
