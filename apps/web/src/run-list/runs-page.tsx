import type { ReactNode } from 'react'
import { addressOf } from './filter-address.ts'
import { FilterBar } from './filter-bar.tsx'
import { FoundRuns } from './found-runs.tsx'
import type { RunFilter, RunRow } from './run-types.ts'
import { useViews } from './use-views.ts'
import { ViewBar } from './view-bar.tsx'
import styles from './runs-page.module.css'

export interface RunsPageProps {
  /** As the address says. */
  readonly filter: RunFilter
  /** Shows another list. `typing`: it makes no history. */
  readonly onFilter: (filter: RunFilter, typing?: boolean) => void
  readonly onOpenRun: (runId: string) => void
  /** What can be done about one run. */
  readonly renderVerbs: (row: RunRow) => ReactNode
}

/** All runs that a filter finds, newest first, as they come. */
export function RunsPage({ filter, onFilter, onOpenRun, renderVerbs }: RunsPageProps) {
  const views = useViews()
  return (
    <main className={styles.page}>
      <header className={styles.header}>
        <h1>Runs</h1>
        <ViewBar views={views} filter={filter} onFilter={onFilter} />
      </header>
      <FilterBar filter={filter} onFilter={onFilter} />
      <FoundRuns key={addressOf(filter)} filter={filter} onFilter={onFilter} onOpenRun={onOpenRun} renderVerbs={renderVerbs} />
    </main>
  )
}
