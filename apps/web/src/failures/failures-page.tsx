import type { ReactNode } from 'react'
import { FailureFilters } from './failure-filters.tsx'
import { FoundFailures } from './found-failures.tsx'
import type { FailureFilter } from './failure-filter.ts'
import type { FailureRow } from './failure-types.ts'
import styles from './failures.module.css'

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

/** Why runs fail: each reason once, with what has been made of it. */
export function FailuresPage(props: FailuresPageProps) {
  const { filter, onFilter } = props
  return (
    <main className={styles.page}>
      <h1>Failures</h1>
      <FailureFilters filter={filter} onFilter={onFilter} />
      <FoundFailures key={`${filter.days} ${filter.workflowId ?? ''}`} {...props} />
    </main>
  )
}
