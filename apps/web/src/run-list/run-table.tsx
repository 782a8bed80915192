import { type ReactNode, type UIEvent, useCallback, useEffect, useState } from 'react'
import { useWindow } from '../ui/use-window.ts'
import { RunLine } from './run-line.tsx'
import type { RunRow } from './run-types.ts'
import { isPicked, pick, type Selection } from './selection.ts'
import { useNarrow } from './use-narrow.ts'
import type { RunList } from './use-run-list.ts'
import { useTableKeys } from './use-table-keys.ts'
import styles from './run-table.module.css'

interface RunTableProps {
  readonly list: RunList
  readonly selection: Selection
  readonly onSelection: (selection: Selection) => void
  readonly onOpenRun: (runId: string) => void
  readonly renderVerbs: (row: RunRow) => ReactNode
  /** The first row is in sight, or no longer. */
  readonly onTop: (atTop: boolean) => void
  readonly attach: (scroller: HTMLElement | null) => void
}

/** Heights of a row, as the style sheet has them. */
const WIDE = 44
const NARROW = 60
/** Rows before the end at which the next page is asked for. */
const AHEAD = 40

/** Only the rows in sight are drawn, however many there are. */
export function RunTable({ list, selection, onSelection, onOpenRun, renderVerbs, onTop, attach }: RunTableProps) {
  const { rows, hasMore, loadingMore, loadMore, error } = list
  const rowHeight = useNarrow() ? NARROW : WIDE
  const [moved, setMoved] = useState<string>()
  const at = moved === undefined ? -1 : rows.findIndex(({ id }) => id === moved)
  const shown = useWindow({ count: rows.length, rowHeight, at })
  const keys = useTableKeys({ rows, selection, onSelection, onOpenRun, first: shown.first, moved, onMoved: setMoved })
  const { attach: watch, onScroll } = shown
  const scroller = useCallback((element: HTMLElement | null) => {
    attach(element)
    const stop = watch(element)
    return () => {
      attach(null)
      stop?.()
    }
  }, [attach, watch])
  const nearEnd = shown.until > rows.length - AHEAD
  // the end of what is loaded comes in sight
  useEffect(() => {
    if (nearEnd && hasMore && !loadingMore && !error) loadMore()
  }, [nearEnd, hasMore, loadingMore, error, loadMore])
  const pickedRows = rows.reduce((sum, row) => sum + (isPicked(selection, row.id) ? 1 : 0), 0)
  function scrolled(event: UIEvent<HTMLElement>) {
    onScroll(event)
    onTop(event.currentTarget.scrollTop < rowHeight / 2)
  }
  return (
    <div className={styles.frame}>
      <div ref={scroller} className={styles.table} role="grid" aria-label="Runs" aria-multiselectable aria-rowcount={hasMore ? -1 : rows.length + 1} onScroll={scrolled} onKeyDown={keys.onKeyDown}>
        <div role="rowgroup" className={styles.headgroup}>
          <div className={styles.head} role="row" aria-rowindex={1}>
            <span role="columnheader" aria-label="Selected">
              <AllBox some={pickedRows > 0} all={pickedRows === rows.length} onChange={(all) => onSelection(pick(selection, rows.map(({ id }) => id), all))} />
            </span>
            {['State', 'Workflow', 'What happened', 'Undone', 'Started', 'Took'].map((title) => <span key={title} role="columnheader" data-column={title}>{title}</span>)}
            <span role="columnheader"><span className="visually-hidden">What can be done</span></span>
          </div>
        </div>
        <div role="rowgroup" className={styles.all} style={{ height: rows.length * rowHeight }}>
          {rows.slice(shown.first, shown.until).map((row, index) => (
            <RunLine
              key={row.id} row={row} index={shown.first + index} top={(shown.first + index) * rowHeight}
              picked={isPicked(selection, row.id)} active={keys.active === row.id || (keys.active === undefined && shown.first + index === 0)}
              onPick={keys.onPick} onActive={keys.onActive} renderVerbs={renderVerbs}
            />
          ))}
        </div>
      </div>
      {loadingMore && <p className={styles.more} role="status">Loading older runs …</p>}
    </div>
  )
}

interface AllBoxProps {
  readonly some: boolean
  readonly all: boolean
  readonly onChange: (all: boolean) => void
}

function AllBox({ some, all, onChange }: AllBoxProps) {
  const attach = useCallback((box: HTMLInputElement | null) => {
    if (box) box.indeterminate = some && !all
  }, [some, all])
  return <input ref={attach} type="checkbox" aria-label="Select all runs shown" checked={all} onChange={() => onChange(!all)} />
}
