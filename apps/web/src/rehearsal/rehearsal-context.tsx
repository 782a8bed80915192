import { createContext, use } from 'react'
import { useStore } from 'zustand'
import type { RehearsalState, RehearsalStore } from './rehearsal-store.ts'

export const RehearsalContext = createContext<RehearsalStore | undefined>(undefined)

export function useRehearsalStore(): RehearsalStore {
  const store = use(RehearsalContext)
  if (!store) throw new Error('The rehearsal was used outside of an editor: render a RehearsalContext around it.')
  return store
}

export function useRehearsal<T>(select: (state: RehearsalState) => T): T {
  return useStore(useRehearsalStore(), select)
}
