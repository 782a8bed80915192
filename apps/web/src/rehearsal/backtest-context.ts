import { createContext, use } from 'react'
import { useStore } from 'zustand'
import type { BacktestState, BacktestStore } from './backtest-store.ts'

export const BacktestContext = createContext<BacktestStore | undefined>(undefined)

export function useBacktest<T>(select: (state: BacktestState) => T): T {
  const store = use(BacktestContext)
  if (!store) throw new Error('The backtest was used outside of an editor: render a BacktestContext around it.')
  return useStore(store, select)
}
