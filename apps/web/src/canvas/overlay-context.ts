import { createContext, use, useSyncExternalStore } from 'react'
import type { CardNote } from '../store/card-note.ts'
import { useIsHovered } from '../store/hovered-step.ts'
import type { CardState } from './card-state.ts'
import type { Overlay } from './overlay.ts'

export const OverlayContext = createContext<Overlay | undefined>(undefined)

const never = () => () => {}
const nothing = () => undefined

/** The state of one card; renders again only when that one changes. */
export function useCardState(path: string): CardState | undefined {
  const overlay = use(OverlayContext)
  return useSyncExternalStore<CardState | undefined>(overlay?.subscribe ?? never, overlay ? () => overlay.get(path) : nothing)
}

/** Whether the card is pointed at, here or elsewhere on the page. */
export function useMarked(path: string): boolean {
  return useIsHovered(use(OverlayContext)?.hovered, path)
}

/** What is said of the card beside its state. */
export function useCardNote(path: string): CardNote | undefined {
  const overlay = use(OverlayContext)
  return useSyncExternalStore<CardNote | undefined>(overlay?.subscribe ?? never, () => overlay?.noteOf?.(path))
}
