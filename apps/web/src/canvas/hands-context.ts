import { createContext } from 'react'
import type { Hands } from './hands.ts'

/** Absent where the drawing can only be looked at. Its value never changes, so that nothing renders for it. */
export const HandsContext = createContext<Hands | undefined>(undefined)
