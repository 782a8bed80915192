import { placeInRuns } from './child-path.ts'
import { changeSeq, seqAt } from './moment-seqs.ts'
import type { Playhead } from './playhead.ts'
import type { RunStore } from './run-store.ts'

interface InChild {
  /** The run above, which the playhead is of. */
  readonly store: Pick<RunStore, 'events'>
  readonly playhead: Playhead
  readonly child: Pick<RunStore, 'events'>
  readonly path: string
}

/** Less than any two events are apart that are not at once. */
const HAIR_MS = 0.001

/** To the next change of a step of a child run, or the one before: a moment between two events of the run above. */
export function goToChildChange({ store, playhead, child, path }: InChild, by: 1 | -1): void {
  const clock = playhead.reading.clock() ?? Infinity
  const events = child.events()
  // what is shown is the last of the events at once: the one before lies before all of them
  const from = by === 1 ? seqAt(events, clock) : seqAt(events, clock - HAIR_MS) + 1
  const seq = changeSeq(events, placeInRuns(path).step, { from, by })
  const at = seq === undefined ? undefined : events[seq - 1]?.at
  if (at !== undefined) playhead.go(seqAt(store.events(), at), at)
}
