import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'

const key = 'eddy.name'
export const longestName = 40

/** The name that others see; empty: a guest. Remembered in this browser. */
const state = createStore<{ readonly name: string }>(() => ({ name: remembered() }))

function remembered(): string {
  try {
    return localStorage.getItem(key) ?? ''
  } catch {
    return ''
  }
}

export function useDisplayName(): string {
  return useStore(state, ({ name }) => name)
}

export function displayName(): string {
  return state.getState().name
}

export function setDisplayName(text: string): void {
  const name = text.trim().slice(0, longestName)
  state.setState({ name })
  try {
    localStorage.setItem(key, name)
  } catch {
    // known until the page is left
  }
}

export function onDisplayName(listener: () => void): () => void {
  return state.subscribe(listener)
}
