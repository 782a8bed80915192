import { stepLabel } from '../document/step-label.ts'
import { pathIn } from '../document/locate.ts'
import { type AddStep, addStep } from './add-step.ts'
import { addUndo, undoHandler } from './add-undo.ts'
import { command, type Command } from './command.ts'

/** Adds a step and what undoes it, by the same kind: one pick, and one step of the history. */
export function addStepWithUndo(request: AddStep): Command {
  const { step, scope } = request
  return command(`Add ${stepLabel(step)} with its undo`, (document) => {
    const added = addStep(request).apply(document).document
    const path = pathIn(scope, step.name)
    const handler = undoHandler(added, path, { kind: step.kind, config: step.config })
    return handler ? addUndo({ path, handler }).apply(added).document : added
  })
}
