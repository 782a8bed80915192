import { KindIcon } from '../ui/kind-icon.tsx'
import styles from './home-page.module.css'

export interface WorkflowRow {
  readonly id: string
  readonly name: string
  readonly title: string | null
  readonly updatedAt: string
  readonly steps: number
  readonly problems: { readonly errors: number; readonly warnings: number }
}

export function WorkflowRows({ rows, loading }: { readonly rows: readonly WorkflowRow[] | undefined; readonly loading: boolean }) {
  if (loading) return <div className={styles.loading} aria-busy="true" aria-label="Loading workflows" />
  if (!rows?.length) return <p className={styles.none}>There is no workflow yet. Start from a template, or draw a new one.</p>
  return (
    <ul className={styles.rows} aria-label="Workflows">
      {rows.map((row) => (
        <li key={row.id}>
          <a href={`/workflow/${row.id}`} className={styles.row}>
            <span className={styles.rowIcon}>
              <KindIcon name="workflow" />
            </span>
            <span className={styles.rowTitle}>
              {row.title ?? row.name}
              <span className={styles.rowName}>{row.name}</span>
            </span>
            <span className={styles.fact} data-part="problems">
              {problemWords(row.problems)}
            </span>
            <span className={styles.fact}>{row.steps === 1 ? '1 step' : `${row.steps} steps`}</span>
            <time className={styles.fact} data-part="time" dateTime={row.updatedAt}>
              {new Date(row.updatedAt).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })}
            </time>
          </a>
        </li>
      ))}
    </ul>
  )
}

function problemWords({ errors, warnings }: WorkflowRow['problems']): string {
  const count = errors + warnings
  return count === 0 ? '' : errors ? `${errors} ${errors === 1 ? 'problem' : 'problems'}` : `${warnings} ${warnings === 1 ? 'hint' : 'hints'}`
}
