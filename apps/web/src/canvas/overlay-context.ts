import { createContext, use, useSyncExternalStore } from 'react'
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
