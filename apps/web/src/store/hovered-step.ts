import { useCallback, useSyncExternalStore } from 'react'

/** The step under the pointer, wherever it is shown: marking it everywhere must not draw anything else. */
export interface HoveredStep {
  readonly get: () => string | undefined
  readonly set: (path: string | undefined) => void
  readonly subscribe: (listener: () => void) => () => void
}

export function createHoveredStep(): HoveredStep {
  let hovered: string | undefined
  const listeners = new Set<() => void>()
  return {
    get: () => hovered,
    set(path) {
      if (path === hovered) return
      hovered = path
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

const never = () => () => {}

/** Whether `path` is the one; a drawing shows one card for all elements (`each.charge`), where `path` has no indices. */
export function useIsHovered(hovered: HoveredStep | undefined, path: string): boolean {
  const isIt = useCallback(() => {
    const at = hovered?.get()
    return at !== undefined && (at === path || at.replaceAll(/\[\d+\]/g, '') === path)
  }, [hovered, path])
  return useSyncExternalStore(hovered?.subscribe ?? never, isIt)
}
