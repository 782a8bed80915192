/** The accidents that every saga has to survive. */
export const ACCIDENTS = ['action_twice', 'undo_twice', 'undo_without_action', 'action_after_undo', 'crash_before_record'] as const
export type Accident = (typeof ACCIDENTS)[number]

export const ACCIDENT_WORDS: { readonly [A in Accident]: string } = {
  action_twice: 'the action arrives twice',
  undo_twice: 'the undo arrives twice',
  undo_without_action: 'the undo arrives though the action never happened',
  action_after_undo: 'the action arrives after its undo',
  crash_before_record: 'a crash between effect and record',
}

export interface Badge {
  readonly accident: Accident
  /** `untestable`: a rehearsal cannot tell; the sentence says why. */
  readonly verdict: 'passed' | 'failed' | 'untestable'
  readonly sentence: string
}

export interface DrilledStep {
  readonly step: string
  readonly title: string
  readonly badges: readonly Badge[]
}

export interface Drill {
  readonly label: 'rehearsed'
  /** Steps with an effect, in the order of the document. */
  readonly steps: readonly DrilledStep[]
  readonly sentence: string
}
