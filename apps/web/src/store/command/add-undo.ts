import type { Step, WorkflowDocument } from '@eddy/workflow'
import { locate } from '../document/locate.ts'
import { takenNames, uniqueName } from '../document/names.ts'
import { updateStep, withSteps } from '../document/scope-steps.ts'
import { stepLabel } from '../document/step-label.ts'
import { undoTitle } from '../undo-title.ts'
import { command, type Command } from './command.ts'

export interface AddUndo {
  readonly path: string
  /** The handler to make; its name is made unique. */
  readonly handler: Step
}

/** Makes a handler and names it as the step's undo: two halves of one edit. */
export function addUndo({ path, handler }: AddUndo): Command {
  return command(`Add undo ${stepLabel(handler)}`, (document) => {
    if (!locate(document, path)) return document
    const made = withSteps(document, { kind: 'handlers' }, [...(document.handlers ?? []), handler])
    return updateStep(made, path, (step) => ({ ...step, undo: handler.name }))
  })
}

/** The handler that undoes a step of this kind by default: it gets the step's value and arguments. */
export function undoHandler(document: WorkflowDocument, path: string, kind: { readonly kind: string; readonly config?: Step['config'] | undefined }): Step | undefined {
  const found = locate(document, path)
  if (!found) return undefined
  const name = uniqueName(`undo_${found.step.name}`, takenNames(document, { kind: 'handlers' }))
  return {
    name,
    kind: kind.kind,
    title: undoTitle(stepLabel(found.step)),
    ...(kind.config ? { config: kind.config } : {}),
    arguments: [{ name: 'value', from: { origin: 'value' } }],
  }
}
