import { createContext, use } from 'react'
import { useStore } from 'zustand'
import type { FixtureDraft } from './fixture-drafts.ts'
import type { TrialState, TrialStore } from './trial-store.ts'

export const TrialContext = createContext<TrialStore | undefined>(undefined)

export function useTrialStore(): TrialStore {
  const store = use(TrialContext)
  if (!store) throw new Error('The trial store was used outside of an editor: render a TrialContext around it.')
  return store
}

export function useTrial<T>(select: (state: TrialState) => T): T {
  return useStore(useTrialStore(), select)
}

/** The fixture that is active in this editor. */
export function useActiveFixture(): FixtureDraft | undefined {
  return useTrial(activeFixture)
}

export function activeFixture({ fixtures, active }: TrialState): FixtureDraft | undefined {
  return active === undefined ? undefined : fixtures.find(({ key }) => key === active)
}
