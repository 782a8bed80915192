import type { AwaitedGate, QueueReason, StepView } from '@eddy/engine'
import { durationWords } from './time-words.ts'

type Gate = Omit<AwaitedGate, 'from'>

const gates: { readonly [K in Gate['kind']]: (name: string) => string } = {
  lock: (name) => `the lock ${name}`,
  claim: (name) => `the claim ${name}`,
  concurrency: (name) => `a place of ${name}`,
  rate: (name) => `the rate limit ${name}`,
  breaker: (name) => `the circuit ${name}`,
  cache: (name) => `what another makes for the cache ${name}`,
}

/** `the lock “till” for "A1", 2 ahead`. `at`: when it is said, of what has a time. */
export function gateWords({ kind, name, key, ahead = 0, until }: Gate, at?: number): string {
  const left = until === undefined || at === undefined ? 0 : until - at
  return [`${gates[kind](`“${name}”`)}${key === undefined ? '' : ` for ${JSON.stringify(key)}`}`, ahead > 0 ? `${ahead} ahead` : '', left > 0 ? `its turn comes in ${durationWords(left)}` : ''].filter(Boolean).join(', ')
}

/** The gate that a step waits at; one that it waited at before another attempt is past. */
export function gateOf({ status, attempts, gates: all }: Pick<StepView, 'status' | 'attempts' | 'gates'>): AwaitedGate | undefined {
  const gate = all?.at(-1)
  const since = attempts.at(-1)?.endedAt ?? -Infinity
  return status === 'queued' && gate !== undefined && gate.from >= since ? gate : undefined
}

/** Which limit of its own run a queued step waits for. */
export function reasonWords(reason: QueueReason): string {
  switch (reason.for) {
    case 'slot':
      return `a free slot: ${reason.underWay} of ${reason.most} attempts are under way${reason.first ? '; it is next' : ', and others go first'}`
    case 'alone':
      return `${reason.underWay === 1 ? 'the step that is under way' : `the ${reason.underWay} steps that are under way`}: it runs alone`
    case 'sync':
      return 'a step that runs alone'
  }
}

/** The same, of a length that fits a card. */
export function shortReasonWords({ for: reason }: QueueReason): string {
  return shortReasons[reason]
}

const shortReasons: { readonly [K in QueueReason['for']]: string } = { slot: 'a free slot', alone: 'the others to end', sync: 'a step that runs alone' }
