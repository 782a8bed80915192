import type { RunEvent } from '@eddy/engine'
import type { Wording } from './event-message.ts'

/** Events that have just happened, without a gap, as the message that everybody gets who has seen what was before. */
export interface Frame {
  readonly first: number
  readonly last: number
  /** Those after a seq. Put into words once for all who have seen as much over the same kind of connection. */
  readonly after: (seen: number, wording: Wording) => Buffer
}

/** `events`: at least one. */
export function eventFrame(events: readonly RunEvent[]): Frame {
  const first = events[0]?.seq ?? 0
  const last = events.at(-1)?.seq ?? 0
  const texts = new Map<number, string>()
  const messages = new Map<Wording, Map<number, Buffer>>()
  return {
    first,
    last,
    after(seen, wording) {
      const from = Math.max(0, seen + 1 - first)
      const worded = kept(messages, wording, () => new Map<number, Buffer>())
      return kept(worded, from, () => wording(kept(texts, from, () => JSON.stringify(events.slice(from)).slice(1, -1)), last))
    },
  }
}

function kept<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  const value = known.get(key) ?? make()
  known.set(key, value)
  return value
}
