import { FailureFilters } from './failure-filters.tsx'
import { FoundFailures } from './found-failures.tsx'
import styles from './failures.module.css'
import type { FailuresPageProps } from './failures-page-props.ts'

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
