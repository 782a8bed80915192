import { keyOf, type WorkbenchRow } from './workbench-row.ts'
import styles from './workbench.module.css'

export interface SelectAllProps {
  readonly label: string
  readonly rows: readonly WorkbenchRow[]
  readonly chosen: ReadonlySet<string>
  readonly onChoose: (rows: readonly WorkbenchRow[], on: boolean) => void
}

/** Chosen, not chosen, or some of them. */
export function SelectAll({ label, rows, chosen, onChoose }: SelectAllProps) {
  const count = rows.filter((row) => chosen.has(keyOf(row))).length
  const all = count > 0 && count === rows.length
  const some = count > 0 && !all
  return (
    <input
      type="checkbox"
      className={styles.check}
      aria-label={label}
      checked={all}
      // the DOM has no attribute for it
      ref={(input) => {
        if (input) input.indeterminate = some
      }}
      onChange={() => onChoose(rows, !all)}
    />
  )
}
