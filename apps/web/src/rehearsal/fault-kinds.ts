import { FAULT_WORDS, type Fault, type FaultKind } from '@eddy/rehearsal'

/** The ways to fail that a person is offered, the common ones first. */
export const OFFERED_KINDS: readonly FaultKind[] = ['fail', 'recover', 'timeout', 'crash', 'crash_before', 'cancel', 'undo_fails', 'undo_twice', 'half_done', 'twice', 'late']

interface Asked {
  readonly faults: readonly Fault[]
  readonly cancelAt: number | undefined
}

/** `Charge card fails on every try, from attempt 2 on; a person cancels after 1.2 s`: what is played. */
export function askedWords({ faults, cancelAt }: Asked, titleOf: (step: string) => string): string {
  const words = faults.map(({ step, kind, attempt = 1 }) => `${titleOf(step)} ${FAULT_WORDS[kind]}${attempt > 1 ? `, from attempt ${attempt} on` : ''}`)
  if (cancelAt !== undefined) words.push(`a person cancels after ${(cancelAt / 1000).toFixed(1)} s`)
  return words.length === 0 ? 'nothing goes wrong' : words.join('; ')
}
