import { createContext } from 'react'

/** Ids of the lines that pairs of ends stand for. */
export const CutContext = createContext<ReadonlySet<string> | undefined>(undefined)
