import { stepAt, type RunState } from '@eddy/engine'
import { staticPath } from '../stage/static-path.ts'
import type { Stage } from '../stage/set-stage.ts'
import type { Deed, Residue, ResidueReason, World } from './world.ts'

/** What the rehearsal has left in the model of the world, and why. Of a run that succeeded nothing is left: its effects are meant. */
export function residueOf(stage: Stage, world: World, state: RunState): readonly Residue[] {
  if (state.status === 'succeeded') return []
  return world.standing().flatMap((deed) => deed.effects.map((effect) => ({ step: deed.path, effect, why: whyStanding(stage, deed, state) })))
}

function whyStanding(stage: Stage, deed: Deed, state: RunState): ResidueReason {
  const status = stepAt(state, deed.path)?.status
  if (deed.undoTried) return 'empty_undo'
  if (status === 'undo_failed') return 'undo_failed'
  if (status === 'in_doubt') return 'in_doubt'
  const over = state.status === 'rolled_back' || state.status === 'rollback_incomplete' || state.status === 'failed' || (state.status === 'cancelled' && state.rollbackReason !== null)
  if (!over) return 'standing'
  return status === 'succeeded' ? whyKept(stage, deed.path) : 'half_done'
}

/** A success that no undo was tried of. */
function whyKept(stage: Stage, path: string): ResidueReason {
  const staged = stage.steps.get(staticPath(path))
  const { role, undo } = staged?.plan.step ?? {}
  const meant = role === 'irreversible' || role === 'pivot' || role === 'retriable' || undo === 'none'
  if (meant) return 'irreversible'
  // it can be undone, and was not: it stands behind the point of no return
  return staged?.plan.undo.by !== 'none' && staged?.shut === undefined ? 'irreversible' : 'no_undo'
}
