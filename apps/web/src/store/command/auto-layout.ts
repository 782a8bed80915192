import type { Positions } from '../document/positions.ts'
import { type Command, gliding } from './command.ts'
import { moveSteps } from './move-steps.ts'

/** The whole drawing tidied, or some steps of it, as one step of the history. */
export function autoLayout(places: Positions, label = 'Tidy up'): Command {
  return gliding(moveSteps(places, { label }))
}
