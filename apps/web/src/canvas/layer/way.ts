import type { XYPosition } from '@xyflow/react'
import { useSyncExternalStore } from 'react'
import type { Held } from './held.ts'
import type { Guide } from './snap.ts'

/** How far something is from its place, and what it is in line with there. */
export interface Reached {
  readonly by: XYPosition
  readonly guides: readonly Guide[]
}

/** The way that the pointer takes with what it holds. It changes with nearly every frame of a drag: only those are told who draw it, and nothing else renders. */
export class Way {
  private readonly listeners = new Set<() => void>()

  constructor(private reached: Reached) {}

  get by(): XYPosition {
    return this.reached.by
  }

  get guides(): readonly Guide[] {
    return this.reached.guides
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  /** A place that is the same tells nobody. */
  goTo(next: Reached): void {
    if (next.by.x === this.by.x && next.by.y === this.by.y) return
    this.reached = next
    for (const listener of this.listeners) listener()
  }
}

const nowhere: XYPosition = { x: 0, y: 0 }
const never = () => () => undefined

/** How far what is held is from its place; renders with every move. */
export function useBy(held: Held | undefined): XYPosition {
  return useSyncExternalStore(held?.way.subscribe ?? never, () => held?.way.by ?? nowhere)
}
