import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { card, handlerCard } from '../../store/document/measures.ts'

/** How much room a card takes. The outline is a panel of its own and leaves the drawing as it is. */
export type Density = 'comfortable' | 'compact'

interface Size {
  readonly width: number
  readonly height: number
}

export interface CardSizes {
  readonly step: Size
  readonly handler: Size
}

/** Compact cards keep their top left corner, so nothing of the document changes with the density. */
export const cardSizes: { readonly [Name in Density]: CardSizes } = {
  comfortable: { step: card, handler: handlerCard },
  compact: { step: { width: 208, height: 44 }, handler: { width: 176, height: 36 } },
}

const key = 'eddy.density'

/** Remembered in this browser, for the editor and for runs alike. */
const chosen = createStore<{ readonly density: Density }>(() => ({ density: remembered() }))

function remembered(): Density {
  try {
    return localStorage.getItem(key) === 'compact' ? 'compact' : 'comfortable'
  } catch {
    return 'comfortable'
  }
}

export function useDensity(): Density {
  return useStore(chosen, (state) => state.density)
}

export function densityNow(): Density {
  return chosen.getState().density
}

export function setDensity(density: Density): void {
  chosen.setState({ density })
  try {
    localStorage.setItem(key, density)
  } catch {
    // a browser that keeps nothing still shows it until the page is left
  }
}
