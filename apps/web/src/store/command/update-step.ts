import type { Step, WorkflowDocument } from '@eddy/workflow'
import { locate } from '../document/locate.ts'
import { updateStep as updated } from '../document/scope-steps.ts'
import { stepLabel } from '../document/step-label.ts'
import { command, type Command } from './command.ts'
import { patched, type Patch } from './patch.ts'

/** Sets fields of a step; `undefined` takes a field away. `name` is left to `renameStep`, which rewrites what refers to it. */
export function updateStep(document: WorkflowDocument, path: string, patch: Patch<Omit<Step, 'name'>>): Command {
  const found = locate(document, path)
  const fields = Object.keys(patch).join(', ')
  return command(`Change ${fields} of ${found ? stepLabel(found.step) : path}`, (now) => updated(now, path, (step) => patched<Step>(step, patch)), `${path}/${fields}`)
}
