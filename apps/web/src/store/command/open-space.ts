import type { WorkflowDocument } from '@eddy/workflow'
import { pushed, type Space } from '../document/open-space.ts'
import type { Command } from './command.ts'
import { moveSteps } from './move-steps.ts'

/** Pushes everything on one side away. `merge` names the drag: its moves are one step of the history, each counted from `document`. */
export function openSpace(document: WorkflowDocument, space: Space, merge?: string): Command {
  const label = space.by < 0 ? 'Close space' : 'Open space'
  return moveSteps(pushed(document, space), { label, ...(merge === undefined ? {} : { merge }) })
}
