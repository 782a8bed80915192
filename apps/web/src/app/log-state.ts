import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'

/** Whether this browser keeps the log of the open draft. */
const state = createStore(() => ({ works: true }))

export function useLogWorks(): boolean {
  return useStore(state, ({ works }) => works)
}

export function logWorks(): boolean {
  return state.getState().works
}

export function noteLog(works: boolean): void {
  if (works !== state.getState().works) state.setState({ works })
}
