import { createContext } from 'react'

/** How containers are opened, closed and gone into from their cards. Its value never changes, so that nothing renders for it. */
export interface ContainerVerbs {
  readonly fold: (path: string, folded: boolean) => void
  readonly enter: (path: string | undefined) => void
}

export const ContainerContext = createContext<ContainerVerbs | undefined>(undefined)
