import { useState } from 'react'
import type { RunStatus } from '@eddy/engine'
import { Button } from '../ui/button.tsx'
import { Select } from '../ui/select.tsx'
import { TextField } from '../ui/text-field.tsx'
import type { RunRow } from './run-types.ts'
import { TrialChips } from './trial-note.tsx'
import { isAtRest, wordOfRun } from './run-words.ts'
import { StatusMark } from './status-mark.tsx'
import { durationWords, timeWords } from './time-words.ts'
import { useNow } from './use-now.ts'
import { useRunList } from './use-run-list.ts'
import styles from './runs-page.module.css'

export interface RunsPageProps {
  /** Only runs of this workflow. */
  readonly workflowId?: string
}

const groups: readonly { readonly value: string; readonly label: string; readonly holds: (status: RunStatus) => boolean }[] = [
  { value: 'all', label: 'All states', holds: () => true },
  { value: 'going', label: 'Under way', holds: (status) => !isAtRest(status) },
  { value: 'halted', label: 'Halted', holds: (status) => status === 'halted' },
  { value: 'succeeded', label: 'Succeeded', holds: (status) => status === 'succeeded' },
  { value: 'rolled_back', label: 'Rolled back', holds: (status) => status === 'rolled_back' },
  { value: 'incomplete', label: 'Rollback incomplete', holds: (status) => status === 'rollback_incomplete' },
  { value: 'failed', label: 'Failed', holds: (status) => status === 'failed' },
  { value: 'cancelled', label: 'Cancelled', holds: (status) => status === 'cancelled' },
]

/** All runs, newest first, as they come. */
export function RunsPage({ workflowId }: RunsPageProps) {
  const list = useRunList(workflowId)
  const [group, setGroup] = useState('all')
  const [text, setText] = useState('')
  const holds = groups.find((one) => one.value === group)?.holds ?? (() => true)
  const wanted = text.trim().toLowerCase()
  const rows = list.rows.filter((row) => holds(row.status) && `${row.workflowTitle ?? ''} ${row.workflowName}`.toLowerCase().includes(wanted))
  return (
    <main className={styles.page}>
      <header className={styles.header}>
        <h1>Runs</h1>
        <div className={styles.filters}>
          <TextField bare label="Filter by workflow" placeholder="Workflow" value={text} onChange={setText} />
          <Select label="State" value={group} options={groups} onChange={setGroup} />
        </div>
      </header>
      {list.error && (
        <div className={styles.note} role="alert">
          <p>The runs could not be loaded: {list.error.message}</p>
          <Button size="small" onClick={list.retry}>Try again</Button>
        </div>
      )}
      {list.pending ? <p className={styles.loading} aria-busy="true">Loading runs …</p> : <RunTable rows={rows} />}
      {!list.pending && rows.length === 0 && !list.error && <Nothing filtered={list.rows.length > 0} />}
      {list.hasMore && <div className={styles.more}><Button disabled={list.loadingMore} onClick={list.loadMore}>{list.loadingMore ? 'Loading …' : 'Show older runs'}</Button></div>}
    </main>
  )
}

function Nothing({ filtered }: { readonly filtered: boolean }) {
  return (
    <div className={styles.note}>
      <p>{filtered ? 'No run matches the filters.' : 'Nothing has run yet. Open a workflow and press Run.'}</p>
    </div>
  )
}

function RunTable({ rows }: { readonly rows: readonly RunRow[] }) {
  if (rows.length === 0) return null
  return (
    <ul className={styles.rows} aria-label="Runs">
      {rows.map((row) => <li key={row.id}><RunLink row={row} /></li>)}
    </ul>
  )
}

function RunLink({ row }: { readonly row: RunRow }) {
  const { mark, word } = wordOfRun[row.status]
  return (
    <a className={styles.row} href={`/runs/${row.id}`}>
      <span className={styles.state}><StatusMark status={mark} /> {word}</span>
      <span className={styles.workflow}>{row.workflowTitle ?? row.workflowName}<TrialChips row={row} /></span>
      <span className={styles.reason}>{row.error?.message ?? ''}</span>
      <span className={styles.undone}>{undoneWords(row)}</span>
      <span className={styles.started}>{timeWords(row.startedAt)}</span>
      <span className={styles.took}><Took row={row} /></span>
    </a>
  )
}

function Took({ row }: { readonly row: RunRow }) {
  const now = useNow(row.endedAt === null && !isAtRest(row.status), 1000)
  if (row.endedAt === null && isAtRest(row.status)) return null
  const end = row.endedAt === null ? now : Date.parse(row.endedAt)
  return durationWords(Math.max(0, end - Date.parse(row.startedAt)))
}

function undoneWords({ undone, left }: RunRow): string {
  if (undone === 0 && left === 0) return ''
  return left === 0 ? `${undone} undone` : `${undone} undone, ${left} left`
}
