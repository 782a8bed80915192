import { FAULT_WORDS, type Fault, type FaultKind } from '@eddy/rehearsal'

/** The ways to fail that a person is offered, the common ones first. */
export const OFFERED_KINDS: readonly FaultKind[] = ['fail', 'recover', 'timeout', 'crash', 'crash_before', 'cancel', 'undo_fails', 'undo_twice', 'half_done', 'twice', 'late']

/** Failing in a way at an attempt: the attempts before it fail too, or it would never come. */
export function faultsAt(fault: Fault, attempt: number): readonly Fault[] {
  const { attempt: _, ...rest } = fault
  if (attempt <= 1) return [rest]
  return [...Array.from({ length: attempt - 1 }, (_none, index): Fault => ({ step: fault.step, kind: 'recover', attempt: index + 1 })), { ...rest, attempt }]
}

interface Asked {
  readonly faults: readonly Fault[]
  readonly cancelAt: number | undefined
}

/** `Charge card fails once, then times out; a person cancels after 1.2 s`: what is played. */
export function askedWords({ faults, cancelAt }: Asked, titleOf: (step: string) => string): string {
  const fault = faults.at(-1)
  const before = (fault?.attempt ?? 1) - 1
  const first = before > 0 ? `fails ${before === 1 ? 'once' : before === 2 ? 'twice' : `${before} times`}, then ` : ''
  const words = fault ? [`${titleOf(fault.step)} ${first}${FAULT_WORDS[fault.kind]}`] : []
  if (cancelAt !== undefined) words.push(`a person cancels after ${(cancelAt / 1000).toFixed(1)} s`)
  return words.length === 0 ? 'nothing goes wrong' : words.join('; ')
}
