import type { Json } from '@eddy/workflow'
import type { RadioChoice } from '../ui/verb-dialog.tsx'
import { asksWhether, isDoubt, type WorkbenchRow } from './workbench-row.ts'

export type How = 'retry' | 'done_outside' | 'skipped' | 'happened' | 'not_happened' | 'ask_again'

export interface HowChoice extends RadioChoice {
  readonly value: How
  /** What the button says, for one and for many. */
  readonly verb: string
}

/** For an undo that failed. */
export const UNDO_CHOICES: readonly HowChoice[] = [
  { value: 'retry', title: 'Undo it again', verb: 'Undo again', consequence: 'The undo runs once more, now. If it fails again, it comes back here.' },
  { value: 'done_outside', title: 'It has been undone outside', verb: 'Mark as undone', consequence: 'A person has seen to it. The run counts it as undone; nothing is sent.' },
  { value: 'skipped', title: 'Leave it in place', verb: 'Leave in place', consequence: 'Its effect stays in the world, on purpose. The run says so, with the reason.' },
]

/** For an attempt of which nobody knows whether it happened. */
export const DOUBT_CHOICES: readonly HowChoice[] = [
  { value: 'ask_again', title: 'Ask again', verb: 'Ask again', consequence: 'The step’s own check decides, if it has one. Without one it comes back here.' },
  { value: 'happened', title: 'It happened', verb: 'It happened', consequence: 'The step succeeds, and the run goes on. It is undone like any other if the run fails later.' },
  { value: 'not_happened', title: 'It did not happen', verb: 'It did not happen', consequence: 'There is nothing to undo. The step is tried again.' },
]

/** For an attempt that its run, which is over, has left in doubt. */
export const LEFT_DOUBT_CHOICES: readonly HowChoice[] = [
  { value: 'happened', title: 'It happened', verb: 'It happened', consequence: 'It is undone now, with what it returned. Without an undo it stays in place, and the run says so.' },
  { value: 'not_happened', title: 'It did not happen', verb: 'It did not happen', consequence: 'There is nothing to undo, and nothing is left of it.' },
  ...UNDO_CHOICES.filter(({ value }) => value !== 'retry'),
]

/** What a row can be answered with. */
export function choicesFor(row: Pick<WorkbenchRow, 'kind' | 'runStatus'> | undefined): readonly HowChoice[] {
  if (row === undefined || !isDoubt(row)) return UNDO_CHOICES
  return asksWhether(row) ? DOUBT_CHOICES : LEFT_DOUBT_CHOICES
}

export interface Answers {
  readonly how: How
  readonly reason: string
  readonly evidence: string
  readonly args: Json | undefined
  readonly value: Json | undefined
}

type Settling =
  | { readonly how: 'retry'; readonly arguments?: { [name: string]: Json } }
  | { readonly how: 'skipped' | 'done_outside'; readonly reason: string; readonly evidence?: Json }
  | { readonly how: 'happened'; readonly value?: Json }
  | { readonly how: 'not_happened' | 'ask_again' }

/** As the server takes it. What was left empty is left out. */
export function settlingOf({ how, reason, evidence, args, value }: Answers): Settling {
  switch (how) {
    case 'retry':
      return isObject(args) && Object.keys(args).length > 0 ? { how, arguments: args } : { how }
    case 'skipped':
    case 'done_outside':
      return evidence.trim() === '' ? { how, reason } : { how, reason, evidence: evidence.trim() }
    case 'happened':
      return value === undefined ? { how } : { how, value }
    default:
      return { how }
  }
}

function isObject(value: Json | undefined): value is { [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
