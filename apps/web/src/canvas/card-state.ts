import type { StepStatus, StepView } from '@eddy/engine'
import { gateOf, gateWords } from '../ui/gate-words.ts'

/** The undo half of a card, as the strip along its bottom shows it. */
export type Strip = 'none' | 'missing' | 'defined' | 'armed' | 'running' | 'done' | 'failed' | 'irreversible' | 'in-doubt'

/** How a card looks during a run. A plain value: two equal ones are drawn the same. */
export interface CardState {
  readonly status: StepStatus
  readonly attempt: number
  /** Milliseconds since the epoch: where a running clock starts. */
  readonly since?: number
  /** When it is tried again; milliseconds since the epoch. */
  readonly due?: number
  /** How long it took, once it is over. */
  readonly took?: number
  readonly undo?: 'running' | 'done' | 'failed'
  /** `37 / 40 ok · 2 running · 1 failed` */
  readonly elements?: StepView['elements']
  readonly error?: string
  /** The step that is queued: of a map, that of one element. */
  readonly queuedAs?: string
  /** What it is queued at: `the lock “till”, 2 ahead`. */
  readonly gate?: string
}

const going: ReadonlySet<StepStatus> = new Set(['running', 'retrying', 'waiting', 'compensating', 'straggler', 'undoing'])

export function cardState(view: StepView): CardState {
  const { status, attempt, startedAt, endedAt, undo, elements, error } = view
  const over = startedAt !== undefined && endedAt !== undefined && !going.has(status)
  return {
    status,
    attempt,
    ...(going.has(status) ? clockOf(view) : {}),
    ...(over ? { took: endedAt - startedAt } : {}),
    ...(undo ? { undo: undoState(undo) } : {}),
    ...(elements ? { elements } : {}),
    ...(error ? { error: error.message } : {}),
    ...(status === 'queued' ? queueState(view) : {}),
  }
}

function queueState(view: StepView): Pick<CardState, 'queuedAs' | 'gate'> {
  const gate = gateOf(view)
  return { queuedAs: view.path, ...(gate ? { gate: gateWords(gate) } : {}) }
}

/** Where the clock of something that goes on begins, and where it leads to. */
function clockOf({ status, startedAt, dueAt, undo }: StepView): Pick<CardState, 'since' | 'due'> {
  const since = undo && status === 'undoing' ? undo.startedAt : startedAt
  return { ...(since === undefined ? {} : { since }), ...(status === 'retrying' && dueAt !== undefined ? { due: dueAt } : {}) }
}

function undoState({ status }: NonNullable<StepView['undo']>): NonNullable<CardState['undo']> {
  return status === 'done' || status === 'failed' ? status : 'running'
}

/** The handler's card tells the undo of the step above it. */
export function handlerState(owner: StepView): CardState | undefined {
  const { undo } = owner
  if (undo) {
    const status = undo.status === 'done' ? 'undone' : undo.status === 'failed' ? 'undo_failed' : 'undoing'
    return {
      status,
      attempt: 1,
      ...(undo.endedAt === undefined ? { since: undo.startedAt } : { took: undo.endedAt - undo.startedAt }),
      ...(undo.error ? { error: undo.error.message } : {}),
    }
  }
  return undefined
}

export function sameCardState(left: CardState | undefined, right: CardState | undefined): boolean {
  if (!left || !right) return left === right
  return plainFields.every((field) => left[field] === right[field]) && elementFields.every((field) => left.elements?.[field] === right.elements?.[field])
}

const plainFields = ['status', 'attempt', 'since', 'due', 'took', 'undo', 'error', 'queuedAs', 'gate'] as const
const elementFields = ['total', 'succeeded', 'running', 'failed'] as const

/** What the strip shows: how the document leaves it, moved on by the run. */
export function stripDuring(strip: Strip, state: CardState | undefined): Strip {
  if (!state || strip === 'none') return strip
  if (state.undo) return state.undo
  if (state.status === 'in_doubt') return 'in-doubt'
  return strip === 'defined' && state.status === 'succeeded' ? 'armed' : strip
}
