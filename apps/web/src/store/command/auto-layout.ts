import type { Positions } from '../document/positions.ts'
import type { Command } from './command.ts'
import { moveSteps } from './move-steps.ts'

/** The whole drawing tidied, as one step of the history. */
export function autoLayout(places: Positions): Command {
  return moveSteps(places, { label: 'Tidy up' })
}
