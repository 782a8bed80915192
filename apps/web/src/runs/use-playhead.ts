import { useSyncExternalStore } from 'react'
import type { Playhead } from './playhead.ts'

export interface PlayheadState {
  readonly seq: number
  readonly follows: boolean
  readonly ahead: number
  /** The time that is shown; undefined: the present. */
  readonly clock: number | undefined
}

/** Where the playhead is; the component is drawn again when it moves and when the run goes on without it. */
export function usePlayhead(playhead: Playhead): PlayheadState {
  const seq = useSyncExternalStore(playhead.subscribe, playhead.seq)
  const follows = useSyncExternalStore(playhead.subscribe, playhead.follows)
  const ahead = useSyncExternalStore(playhead.subscribe, playhead.ahead)
  const clock = useSyncExternalStore(playhead.subscribe, playhead.reading.clock)
  return { seq, follows, ahead, clock }
}
