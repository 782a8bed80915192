import type { Stage } from '../stage/set-stage.ts'
import { titleOf } from '../stage/title-of.ts'
import type { Residue } from '../world/world.ts'
import type { End, Rehearsal } from './rehearsal.ts'

type Told = Pick<Rehearsal, 'end' | 'undone' | 'left' | 'residue' | 'error'> & { readonly at: string | undefined }

/** Two facts in one sentence: how the forward part ended, and how the rollback did; then what is left in the world. */
export function rehearsalSentence(stage: Stage, told: Told): string {
  const { end, undone } = told
  const forward = FORWARD[end](stage, told)
  if (end === 'succeeded' || end === 'refused' || end === 'hangs' || end === 'endless' || end === 'halted') return `${forward}.`
  const back = undone.length === 0 ? 'nothing was undone' : `undone: ${undone.map((path) => titleOf(stage, path)).join(', then ')}`
  return `${forward}; ${back}; ${residueWords(stage, told.residue)}.`
}

const at = (stage: Stage, { at: path }: Told) => (path === undefined ? '' : ` at ${titleOf(stage, path)}`)

const FORWARD: { readonly [E in End]: (stage: Stage, told: Told) => string } = {
  succeeded: () => 'Succeeded',
  rolled_back: (stage, told) => `${told.error === undefined ? 'Turned back' : `Failed${at(stage, told)}`}`,
  rollback_incomplete: (stage, told) => `${told.error === undefined ? 'Turned back' : `Failed${at(stage, told)}`}, could not undo ${told.left.map((path) => titleOf(stage, path)).join(', ') || 'everything'}`,
  failed: (stage, told) => `Failed${at(stage, told)} behind the point of no return`,
  cancelled: () => 'Cancelled',
  halted: (stage, told) => `Halts${at(stage, told)}: a person has to say what happened`,
  hangs: (stage, told) => `Hangs${at(stage, told)} for ever: nothing limits the wait. Give the step a timeout`,
  endless: (stage, told) => `Goes on trying${at(stage, told)} without end`,
  refused: (_stage, told) => `Does not begin: ${told.error?.message ?? 'the input does not fit'}`,
}

function residueWords(stage: Stage, residue: readonly Residue[]): string {
  const unmeant = residue.filter(({ why }) => why !== 'irreversible')
  const meant = residue.length - unmeant.length
  const kept = meant === 0 ? '' : `${meant} ${meant === 1 ? 'effect stays' : 'effects stay'} on purpose`
  if (unmeant.length === 0) return kept === '' ? 'nothing is left' : kept
  const left = `left: ${[...new Set(unmeant.map(({ step }) => titleOf(stage, step)))].join(', ')}`
  return kept === '' ? left : `${left}; ${kept}`
}
