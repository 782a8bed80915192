import { type FieldClash, sameJson, threeWayMerge, valueAt } from '@eddy/workflow'
import type { Stored } from './autosave.ts'
import { changedSteps } from './edit-title.ts'
import { type History, take } from './history.ts'

/** Something that was changed in two ways, until a person has chosen. */
export interface Clash extends FieldClash {
  /** With whom: with what someone else saved; for an undo, with what was changed there since; for a rebase, with what was published. */
  readonly with: 'elsewhere' | 'undo' | 'version'
}

export interface Meeting {
  readonly history: History
  readonly clashes: readonly Clash[]
  /** What was taken in, in words; nothing when nothing was new. */
  readonly taken: string | undefined
  /** Steps that had to make room, by their old path. */
  readonly renamed: ReadonlyMap<string, string>
}

/** Brings what was saved elsewhere into the draft: what does not clash at once, as one entry of the history. */
export function meet(here: { readonly history: History; readonly clashes: readonly Clash[]; readonly stored: Stored }, theirs: Stored): Meeting {
  const { document: mine } = here.history
  const { document, clashes, renamed } = threeWayMerge({ base: here.stored.document, mine, theirs: theirs.document })
  const fresh = clashes.map((clash): Clash => ({ ...clash, with: 'elsewhere' }))
  const ids = new Set(fresh.map(({ id }) => id))
  // settled by now: they have come to what is here
  const open = here.clashes.filter((clash) => !ids.has(clash.id) && !(clash.with === 'elsewhere' && sameJson(valueAt(theirs.document, clash.place), valueAt(document, clash.place))))
  const changed = document === mine ? [] : changedSteps(mine, document)
  const taken = document === mine || sameJson(document, mine) ? undefined : words(changed)
  const history = document === mine ? here.history : take(here.history, { document, label: `Take in ${taken ?? 'what was saved elsewhere'}`, renamed })
  return { history, clashes: [...open, ...fresh], taken, renamed }
}

function words(steps: readonly string[]): string {
  if (steps.length === 0) return 'a change of the workflow'
  if (steps.length > 3) return `changes of ${steps.length} steps`
  return `${steps.length === 1 ? 'a change' : 'changes'} of ${steps.join(', ')}`
}
