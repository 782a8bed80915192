import type { SubGoal } from '@eddy/steps/goal'
import { withGoals } from '../goal/with-goals.ts'
import { command, type Command } from './command.ts'

export interface AddGoals {
  /** All that are drawn, those that are there already too: what follows leads on from them. */
  readonly goals: readonly SubGoal[]
  /** The steps of those that are there already, by the goal's id. */
  readonly placed: ReadonlyMap<string, string>
}

/** Takes goals into the draft: steps, undos and inputs at once. */
export function addGoals({ goals, placed }: AddGoals): Command {
  const fresh = goals.filter(({ id }) => !placed.has(id))
  const [only] = fresh
  const label = fresh.length === 1 && only ? `Draft ${only.text}` : `Draft ${fresh.length} steps from a goal`
  return command(label, (document) => (fresh.length === 0 ? document : withGoals(document, goals, placed).document))
}
