import { Ban, Play, RotateCcw, Undo2, X } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { BulkDialog } from './bulk-dialog.tsx'
import type { BulkDone } from './bulk-report.tsx'
import { bulkVerbs, reachOf, type BulkVerb } from './bulk-words.ts'
import type { RunCount, RunFilter, RunRow } from './run-types.ts'
import { isPicked, type Selection } from './selection.ts'
import { useRunCount } from './use-run-count.ts'
import styles from './bulk.module.css'

interface BulkBarProps {
  readonly selection: Selection
  readonly filter: RunFilter
  readonly rows: readonly RunRow[]
  /** How many the filter finds; undefined while that is not known. */
  readonly total: number | undefined
  readonly picked: number
  readonly onAll: () => void
  readonly onClear: () => void
  readonly onDone: (done: BulkDone) => void
}

const icons = { cancel: Ban, undo: Undo2, resume: Play, again: RotateCcw, retry: RotateCcw } as const

/** What can be done about the runs that are picked. */
export function BulkBar({ selection, filter, rows, total, picked, onAll, onClear, onDone }: BulkBarProps) {
  const [asked, setAsked] = useState<BulkVerb>()
  const everywhere = useRunCount(filter, selection.kind === 'all')
  const statuses = statusesOf(selection, rows, everywhere)
  return (
    <div className={styles.bar} role="toolbar" aria-label="Selected runs">
      <span className={styles.picked} role="status" aria-label="Selection">{selection.kind === 'all' && selection.except.size === 0 ? `All ${picked.toLocaleString('en')} that match are selected` : `${picked.toLocaleString('en')} selected`}</span>
      {selection.kind === 'some' && total !== undefined && total > picked && picked === rows.length && <Button size="small" tone="quiet" onClick={onAll}>Select all {total.toLocaleString('en')} that match</Button>}
      {bulkVerbs.map((verb) => {
        const Icon = icons[verb.verb]
        return <Button key={verb.verb} size="small" tone={verb.tone === 'danger' ? 'danger' : 'plain'} disabled={reachOf(verb.verb, statuses) === 0} title={`${verb.consequence} For runs ${verb.reached}.`} onClick={() => setAsked(verb)}><Icon size={14} aria-hidden /> {verb.title} …</Button>
      })}
      <IconButton size="small" label="Select nothing" shortcut="Esc" onClick={onClear}><X size={14} aria-hidden /></IconButton>
      {asked && <BulkDialog asked={asked} selection={selection} filter={filter} statuses={statuses} picked={picked} onDone={onDone} onClose={() => setAsked(undefined)} />}
    </div>
  )
}

/** How the picked runs stand. Of runs on other pages it is known by count only; the few that were taken out again are counted off. */
function statusesOf(selection: Selection, rows: readonly RunRow[], everywhere: RunCount | undefined): RunCount['statuses'] {
  const counts: { [S in RunRow['status']]?: number } = selection.kind === 'all' ? { ...everywhere?.statuses } : {}
  const step = selection.kind === 'all' ? -1 : 1
  for (const row of rows) if (isPicked(selection, row.id) === (selection.kind === 'some')) counts[row.status] = Math.max(0, (counts[row.status] ?? 0) + step)
  return counts
}
