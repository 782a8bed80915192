/** Ways in which a rehearsal lets something go wrong. */
export type FaultKind =
  /** The step fails on every attempt. */
  | 'fail'
  /** It fails on its first attempt, and not again. */
  | 'recover'
  /** It has its effect, and its answer never comes. */
  | 'timeout'
  /** The host dies while it is in flight, after its effect; the run is taken up from its log. */
  | 'crash'
  /** A person cancels the run while it is in flight. */
  | 'cancel'
  /** The run turns back as soon as it has succeeded, and its undo fails. */
  | 'undo_fails'
  /** It has its effect, and then fails, on every attempt. */
  | 'half_done'
  /** Its request is delivered twice. */
  | 'twice'
  /** It answers only after the run has given up waiting for it. */
  | 'late'
  /** The host dies while it is in flight, before its effect. */
  | 'crash_before'
  /** The host dies while its undo is in flight, after that has had its effect; the run turns back as soon as it has succeeded. */
  | 'undo_twice'

/** What is to go wrong, and where. */
export interface Fault {
  /** As it is drawn, `each.charge`: the first of its elements that starts. Or one of them, `each[3].charge`. */
  readonly step: string
  readonly kind: FaultKind
  /** The first attempt that it strikes; 1 when left out. */
  readonly attempt?: number
  readonly code?: string
  readonly message?: string
}

/** The columns of the failure matrix. */
export const MATRIX_KINDS = ['fail', 'recover', 'timeout', 'crash', 'cancel', 'undo_fails'] as const satisfies readonly FaultKind[]

export const FAULT_WORDS: { readonly [K in FaultKind]: string } = {
  fail: 'fails on every try',
  recover: 'fails once, then recovers',
  timeout: 'times out',
  crash: 'is in flight when the host crashes',
  cancel: 'is in flight when a person cancels',
  undo_fails: 'cannot be undone',
  half_done: 'fails after its effect',
  twice: 'is delivered twice',
  late: 'answers too late',
  crash_before: 'is in flight when the host crashes, before its effect',
  undo_twice: 'is being undone when the host crashes',
}

export const FAULT_CODE = 'REHEARSED_FAILURE'

/** Faults that strike on the way back. */
export function strikesUndo(kind: FaultKind): boolean {
  return kind === 'undo_fails' || kind === 'undo_twice'
}
