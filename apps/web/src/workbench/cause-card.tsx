import { StateMark } from '../ui/state-mark.tsx'
import type { Cause } from './by-cause.ts'
import { leftTitle } from './left-words.ts'
import { SelectAll } from './select-all.tsx'
import { keyOf, workflowLabel, type WorkbenchRow } from './workbench-row.ts'
import { WorkbenchLine } from './workbench-line.tsx'
import styles from './workbench.module.css'

export interface CauseCardProps {
  readonly cause: Cause
  readonly chosen: ReadonlySet<string>
  readonly onChoose: (rows: readonly WorkbenchRow[], on: boolean) => void
  readonly onSettle: (row: WorkbenchRow) => void
  readonly onNote: (row: WorkbenchRow) => void
}

/** What went wrong for the same reason, and each run that it is left in. */
export function CauseCard({ cause, chosen, onChoose, onSettle, onNote }: CauseCardProps) {
  const { code, message, kind, rows } = cause
  const headed = rows.length > 1
  return (
    <div role="group" className={styles.card} aria-label={rows[0] ? `${leftTitle(rows[0])} of ${workflowLabel(rows[0])}, ${code}: ${message}` : code}>
      <header className={styles.cause}>
        {headed ? <SelectAll label={`Select all ${rows.length} of this cause`} rows={rows} chosen={chosen} onChoose={onChoose} /> : <span />}
        <StateMark mark={kind === 'in_doubt' ? 'in-doubt' : 'undo-failed'} />
        <h2 className={styles.reason}>
          {message} <code>{code}</code>
        </h2>
        <span className={styles.count}>{headed ? `${rows.length} left` : ''}</span>
      </header>
      <ul className={styles.rows}>
        {rows.map((row) => (
          <WorkbenchLine key={keyOf(row)} row={row} chosen={chosen.has(keyOf(row))} onChoose={(on) => onChoose([row], on)} onSettle={() => onSettle(row)} onNote={() => onNote(row)} />
        ))}
      </ul>
    </div>
  )
}
