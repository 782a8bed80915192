import type { StepComparison } from '@eddy/rehearsal'
import type { CardNote } from '../store/card-note.ts'
import { wordOf } from '../ui/step-state.ts'

/** What stands at the cards; the same path stays plain. */
export function comparisonNotes(comparisons: readonly StepComparison[], titles: { readonly here: string; readonly there: string }): ReadonlyMap<string, CardNote> {
  const notes = new Map<string, CardNote>()
  for (const one of comparisons.toReversed()) {
    const path = one.path.replaceAll(/\[\d+\]/g, '')
    if (one.kind === 'here' || one.kind === 'there') notes.set(path, { kind: one.kind, text: one.kind === 'here' ? 'A' : 'B', label: `only in ${titles[one.kind]}` })
    else if (one.kind === 'differs') notes.set(path, { kind: 'differs', text: '≠', label: differenceWords(one) })
  }
  return notes
}

/** In words: `Failed here, Succeeded there; 2 values differ`. */
export function differenceWords({ here, there, inputs, outputs }: StepComparison): string {
  const states = here && there && here.status !== there.status ? `${wordOf(here.status)} in A, ${wordOf(there.status)} in B` : ''
  const count = inputs.length + outputs.length
  const values = count === 0 ? '' : count === 1 ? 'one value differs' : `${count} values differ`
  return [states, values].filter(Boolean).join('; ') || (here?.error?.message === there?.error?.message ? 'it took another branch' : 'it failed for another reason')
}
