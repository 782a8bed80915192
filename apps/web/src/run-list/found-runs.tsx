import { ArrowUp } from 'lucide-react'
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { BulkBar } from './bulk-bar.tsx'
import { BulkReport, type BulkDone } from './bulk-report.tsx'
import { runsWords } from './bulk-words.ts'
import { addressOf } from './filter-address.ts'
import type { RunFilter, RunRow } from './run-types.ts'
import { RunTable } from './run-table.tsx'
import { allPicked, nothingPicked, pickedCount } from './selection.ts'
import { useCountAgain, useRunCount } from './use-run-count.ts'
import { useRunList, type RunList } from './use-run-list.ts'
import styles from './runs-page.module.css'

interface FoundRunsProps {
  readonly filter: RunFilter
  readonly onFilter: (filter: RunFilter) => void
  readonly onOpenRun: (runId: string) => void
  readonly renderVerbs: (row: RunRow) => ReactNode
}

/** The list of one filter, and what is picked in it. */
export function FoundRuns({ filter, onFilter, onOpenRun, renderVerbs }: FoundRunsProps) {
  const countAgain = useCountAgain()
  const list = useRunList(filter, countAgain)
  const count = useRunCount(filter)
  const [selection, setSelection] = useState(nothingPicked)
  const [done, setDone] = useState<BulkDone>()
  const { rows, error } = list
  const picked = pickedCount(selection, count?.total ?? rows.length)
  const arriving = useArriving(list, picked > 0)
  const clear = useCallback(() => setSelection(nothingPicked), [])
  const filtered = addressOf(filter) !== '/runs'
  function closeReport() {
    setDone(undefined)
    clear()
  }
  if (error && rows.length === 0) return <Unanswered message={error.message} onRetry={list.retry} />
  if (list.pending) return <LoadingRuns />
  return (
    <>
      <div className={styles.above}>
        <Found total={count?.total} filtered={filtered} />
        <NewRuns waiting={list.waiting} onShow={arriving.show} />
        {picked > 0 && <BulkBar selection={selection} filter={filter} rows={rows} total={count?.total} picked={picked} onAll={() => setSelection(allPicked)} onClear={clear} onDone={setDone} />}
      </div>
      {done && <BulkReport {...done} rows={rows} onOpenRun={onOpenRun} onClose={closeReport} />}
      {error && <p className={styles.failed} role="alert">Older runs could not be loaded: {error.message} <Button size="small" onClick={list.loadMore}>Try again</Button></p>}
      {rows.length === 0
        ? <Nothing filtered={filtered} onClear={() => onFilter({})} />
        : <RunTable list={list} selection={selection} onSelection={setSelection} onOpenRun={onOpenRun} renderVerbs={renderVerbs} onTop={arriving.setAtTop} attach={arriving.attach} />}
    </>
  )
}

/** New runs come in by themselves while the top is in sight; what somebody is busy with does not move under their hands. */
function useArriving({ waiting, takeWaiting }: RunList, busy: boolean) {
  const [atTop, setAtTop] = useState(true)
  const scroller = useRef<HTMLElement>(null)
  const settled = atTop && !busy
  // where the focus is, is the browser's to say
  useEffect(() => {
    if (settled && waiting > 0 && !scroller.current?.contains(document.activeElement)) takeWaiting()
  }, [settled, waiting, takeWaiting])
  const attach = useCallback((element: HTMLElement | null) => {
    scroller.current = element
  }, [])
  function show() {
    takeWaiting()
    scroller.current?.scrollTo({ top: 0 })
  }
  return { setAtTop, attach, show }
}

function NewRuns({ waiting, onShow }: { readonly waiting: number; readonly onShow: () => void }) {
  return <div role="status" aria-label="New runs">{waiting > 0 && <Button size="small" onClick={onShow}><ArrowUp size={14} aria-hidden /> {waiting === 1 ? '1 new run' : `${waiting.toLocaleString('en')} new runs`}</Button>}</div>
}

function Found({ total, filtered }: { readonly total: number | undefined; readonly filtered: boolean }) {
  return <p className={styles.count} role="status" aria-label="Runs found">{total === undefined ? '' : `${runsWords(total)}${filtered ? ' found' : ''}`}</p>
}

function Nothing({ filtered, onClear }: { readonly filtered: boolean; readonly onClear: () => void }) {
  if (!filtered) return <div className={styles.note}><p>Nothing has run yet. Open a workflow and press Run.</p><a className={styles.link} href="/">Go to the workflows</a></div>
  return <div className={styles.note}><p>No run matches these filters. Runs that do are shown here as soon as they start.</p><Button onClick={onClear}>Show all runs</Button></div>
}

function Unanswered({ message, onRetry }: { readonly message: string; readonly onRetry: () => void }) {
  return <div className={styles.note} role="alert"><p>The runs could not be loaded: {message}</p><Button onClick={onRetry}>Try again</Button></div>
}

/** The table's own shape, which shows only when loading takes long enough to be noticed. */
function LoadingRuns() {
  return <div className={styles.loading} aria-busy="true" aria-label="Loading runs">{Array.from({ length: 8 }, (_, index) => <div key={index} />)}</div>
}
