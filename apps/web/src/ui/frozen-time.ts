import { createContext } from 'react'

/** The time that clocks show while a moment of a run is looked at, milliseconds since the epoch; undefined: the present. */
export const FrozenTime = createContext<number | undefined>(undefined)
