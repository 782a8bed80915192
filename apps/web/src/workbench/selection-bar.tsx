import { Button } from '../ui/button.tsx'
import { SelectAll } from './select-all.tsx'
import { asksWhether, isDoubt, keyOf, type WorkbenchRow } from './workbench-row.ts'
import styles from './workbench.module.css'

export interface SelectionBarProps {
  readonly rows: readonly WorkbenchRow[]
  readonly selected: readonly WorkbenchRow[]
  readonly onChoose: (rows: readonly WorkbenchRow[], on: boolean) => void
  readonly onSettle: (rows: readonly WorkbenchRow[]) => void
  readonly onNote: (rows: readonly WorkbenchRow[]) => void
}

/** What can be done with all that are selected. Undos and doubts take different answers. */
export function SelectionBar({ rows, selected, onChoose, onSettle, onNote }: SelectionBarProps) {
  const doubts = selected.filter(asksWhether)
  const left = selected.filter((row) => isDoubt(row) && !asksWhether(row))
  const undos = selected.filter((row) => !isDoubt(row))
  return (
    <div className={styles.bar} role="toolbar" aria-label="Selected" data-some={selected.length > 0 ? '' : undefined}>
      <label className={styles.all}>
        <SelectAll label="Select all" rows={rows} chosen={new Set(selected.map(keyOf))} onChoose={onChoose} />
        {selected.length === 0 ? 'Select all' : `${selected.length} selected`}
      </label>
      {selected.length === 0 ? <span className={styles.keys}>↑ ↓ go, Space selects, Enter settles</span> : null}
      {selected.length > 0 ? (
        <Button size="small" tone="quiet" onClick={() => onNote(selected)}>
          Owner and note …
        </Button>
      ) : null}
      {doubts.length > 0 ? (
        <Button size="small" onClick={() => onSettle(doubts)}>
          Answer {doubts.length} {doubts.length === 1 ? 'doubt' : 'doubts'} …
        </Button>
      ) : null}
      {left.length > 0 ? (
        <Button size="small" onClick={() => onSettle(left)}>
          Settle {left.length} {left.length === 1 ? 'doubt' : 'doubts'} …
        </Button>
      ) : null}
      {undos.length > 0 ? (
        <Button size="small" onClick={() => onSettle(undos)}>
          Settle {undos.length} {undos.length === 1 ? 'undo' : 'undos'} …
        </Button>
      ) : null}
    </div>
  )
}
