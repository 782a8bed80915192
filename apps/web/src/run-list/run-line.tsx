import { memo, type ReactNode } from 'react'
import { isAtRest, wordOfRow } from '../ui/run-status.ts'
import { StatusMark } from '../ui/status-mark.tsx'
import { durationWords, timeWords } from '../ui/time-words.ts'
import { useNow } from '../ui/use-now.ts'
import type { RunRow } from './run-types.ts'
import { chipsOf, lineOf, nameOf, undoneWords } from './run-words.ts'
import styles from './run-table.module.css'

interface RunLineProps {
  readonly row: RunRow
  readonly index: number
  /** In pixels from the first row. */
  readonly top: number
  readonly picked: boolean
  /** The one row that Tab goes to. */
  readonly active: boolean
  readonly onPick: (id: string, range: boolean) => void
  readonly onActive: (id: string) => void
  readonly renderVerbs: (row: RunRow) => ReactNode
}

/** One run. Its link covers the row, so that a click anywhere opens it and every habit of the browser works on it. */
export const RunLine = memo(function RunLine({ row, index, top, picked, active, onPick, onActive, renderVerbs }: RunLineProps) {
  const { mark, word } = wordOfRow(row)
  const line = lineOf(row)
  return (
    <div
      className={styles.row} role="row" aria-rowindex={index + 2} aria-selected={picked} tabIndex={active ? 0 : -1}
      data-run={row.id} data-picked={picked || undefined} style={{ transform: `translateY(${top}px)` }} onFocus={() => onActive(row.id)}
    >
      <span role="gridcell" className={styles.box}>
        <input type="checkbox" aria-label={`Select ${nameOf(row)}, ${timeWords(row.startedAt)}`} tabIndex={active ? 0 : -1} checked={picked} onChange={(event) => onPick(row.id, event.nativeEvent instanceof MouseEvent && event.nativeEvent.shiftKey)} />
      </span>
      <span role="gridcell" className={styles.state}><StatusMark status={mark} /> {word}</span>
      <span role="gridcell" className={styles.workflow}>
        <a href={`/runs/${row.id}`} tabIndex={active ? 0 : -1}>{nameOf(row)}</a>
        {chipsOf(row).map((chip) => <span key={chip} className={styles.chip}>{chip}</span>)}
      </span>
      <span role="gridcell" className={styles.line} title={line}>{line}</span>
      <span role="gridcell" className={styles.undone} data-left={row.left > 0 || undefined}>{undoneWords(row)}</span>
      <time role="gridcell" className={styles.started} dateTime={row.startedAt}>{timeWords(row.startedAt)}</time>
      <span role="gridcell" className={styles.took}><Took row={row} /></span>
      <span role="gridcell" className={styles.verbs}>{renderVerbs(row)}</span>
    </div>
  )
})

function Took({ row }: { readonly row: RunRow }) {
  const now = useNow(row.endedAt === null && !isAtRest(row.status), 1000)
  if (row.endedAt === null && isAtRest(row.status)) return null
  const end = row.endedAt === null ? now : Date.parse(row.endedAt)
  return durationWords(Math.max(0, end - Date.parse(row.startedAt)))
}
