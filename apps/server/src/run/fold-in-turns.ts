import { setImmediate as turn } from 'node:timers/promises'
import type { RunEvent, RunView } from '@eddy/engine'

/** Folded at once: some milliseconds. */
const PIECE = 1000

/** Takes a log into a view, and everything else has a turn between its pieces. */
export async function foldInTurns(view: Pick<RunView, 'apply'>, events: readonly RunEvent[]): Promise<void> {
  for (let at = 0; at < events.length; at += PIECE) {
    if (at > 0) await turn()
    view.apply(events.slice(at, at + PIECE))
  }
}
