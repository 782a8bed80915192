import type { WorkflowDocument } from '@eddy/workflow'
import { stepIndex } from '../document/locate.ts'
import { type Positions, positionsOf } from '../document/positions.ts'
import { command, type Command, gliding } from './command.ts'
import { moveSteps, withPlaces } from './move-steps.ts'

/** Some steps of the drawing tidied, as one step of the history. */
export function autoLayout(places: Positions, label = 'Tidy up'): Command {
  return gliding(moveSteps(places, { label }))
}

/** The whole drawing tidied: `after` is `before` with its new places. A document that became another one meanwhile gets the places too. */
export function tidyUp(before: WorkflowDocument, after: WorkflowDocument): Command {
  return gliding(command('Tidy up', (document) => (document === before ? after : withPlaces(document, stepPlaces(after)))))
}

function stepPlaces(document: WorkflowDocument): Positions {
  const stored = positionsOf(document)
  return Object.fromEntries([...stepIndex(document).keys()].flatMap((path) => (stored[path] ? [[path, stored[path]] as const] : [])))
}
