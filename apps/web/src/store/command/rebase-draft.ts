import { type FieldClash, threeWayMerge, type WorkflowDocument } from '@eddy/workflow'
import { command, type Command } from './command.ts'

export interface Rebasing {
  /** The version that the draft was made from. */
  readonly base: WorkflowDocument
  /** The version that has been published since. */
  readonly theirs: WorkflowDocument
  readonly number: number
}

export interface Rebased {
  readonly command: Command
  /** What the draft and the version changed in two ways; the draft keeps its own until somebody chooses. */
  readonly clashes: readonly FieldClash[]
}

/** Brings a published version into the draft, as one edit: all of it that does not clash. */
export function rebaseDraft(document: WorkflowDocument, { base, theirs, number }: Rebasing): Rebased {
  const { document: merged, clashes } = threeWayMerge({ base, mine: document, theirs })
  return { command: command(`Rebase on version ${number}`, (now) => (merged === document ? now : merged)), clashes }
}
