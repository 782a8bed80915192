import type { RunEvent } from '@eddy/engine'
import { eventMessage } from './event-message.ts'

/** Events that have just happened, without a gap, as the message that everybody gets who has seen what was before. */
export interface Frame {
  readonly first: number
  readonly last: number
  /** Those after a seq. Put into words once for all who have seen as much. */
  readonly after: (seen: number) => Buffer
}

/** `events`: at least one. */
export function eventFrame(events: readonly RunEvent[]): Frame {
  const first = events[0]?.seq ?? 0
  const last = events.at(-1)?.seq ?? 0
  const words = new Map<number, Buffer>()
  return {
    first,
    last,
    after(seen) {
      const from = Math.max(0, seen + 1 - first)
      const known = words.get(from) ?? eventMessage(JSON.stringify(events.slice(from)).slice(1, -1), last)
      words.set(from, known)
      return known
    },
  }
}
