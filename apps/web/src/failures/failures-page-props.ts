import type { FailureFilter } from './failure-filter.ts'
import type { FailureRow } from './failure-types.ts'
import type { ReactNode } from 'react'

export interface FailuresPageProps {
  /** As the address says. */
  readonly filter: FailureFilter
  /** Shows other failures. `typing`: it makes no history. */
  readonly onFilter: (filter: FailureFilter, typing?: boolean) => void
  /** Who is asking, to be offered as an owner; empty: nobody knows. */
  readonly me: string
  /** The dialog that runs all runs of a failure again. */
  readonly renderRunAgain: (failure: FailureRow, onClose: () => void) => ReactNode
}
