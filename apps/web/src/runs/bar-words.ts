import { durationWords } from '../ui/time-words.ts'
import { gateWords } from '../ui/gate-words.ts'
import type { Bar, TimePart } from './timeline-bars.ts'

const WORDS: { readonly [K in Bar['kind']]: string } = {
  queue: 'Waiting for a free slot', gate: 'Waiting at a gate', work: 'Working', wait: 'Waiting', backoff: 'Waiting to be tried again', handler: 'Its failure is handled', doubt: 'In doubt',
  undo: 'Being undone', 'undo-backoff': 'Undo waits to be tried again', 'undo-queue': 'Undo waits for its turn',
}

/** What a bar stands for, and for how long. `end`: until when growing bars go. */
export function barWords({ kind, from, to, failed, gate }: Bar, end: number): string {
  return `${gate ? `Waiting for ${gateWords(gate)}` : WORDS[kind]}${failed ? ', failed' : ''} · ${durationWords((to ?? end) - from)}`
}

/** `Working, 3 times`. */
export function partWords({ kind, count }: TimePart): string {
  return count === 1 ? WORDS[kind] : `${WORDS[kind]}, ${count} times`
}
