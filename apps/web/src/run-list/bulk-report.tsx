import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { timeWords } from '../ui/time-words.ts'
import { refusalGroups, runsWords, type BulkVerb } from './bulk-words.ts'
import type { BulkOutcome, RunRow } from './run-types.ts'
import { nameOf } from './run-words.ts'
import styles from './bulk.module.css'

export interface BulkDone {
  readonly asked: BulkVerb
  readonly outcome: BulkOutcome
}

interface BulkReportProps extends BulkDone {
  readonly rows: readonly RunRow[]
  readonly onOpenRun: (runId: string) => void
  readonly onClose: () => void
}

const shownAtOnce = 8

/** What came of it: how many it was done to, and why the others were left as they are. */
export function BulkReport({ asked, outcome: { done, refused }, rows, onOpenRun, onClose }: BulkReportProps) {
  const titles = new Map(rows.map((row) => [row.id, `${nameOf(row)}, ${timeWords(row.startedAt)}`]))
  const were = (count: number) => (count === 1 ? 'was' : 'were')
  return (
    <Dialog
      open onOpenChange={(open) => !open && onClose()} title={`${asked.title}: what came of it`}
      description={`${runsWords(done.length)} ${asked.done === 'being undone' ? (done.length === 1 ? 'is' : 'are') : were(done.length)} ${asked.done}.${refused.length === 0 ? '' : ` ${runsWords(refused.length)} ${were(refused.length)} left as ${refused.length === 1 ? 'it is' : 'they are'}:`}`}
      actions={<Button tone="primary" onClick={onClose}>Done</Button>}
    >
      {refused.length > 0 && (
        <ul className={styles.refusals} aria-label="Refused">
          {refusalGroups(refused).map(({ message, runIds }) => (
            <li key={message}>
              <p><strong>{runsWords(runIds.length)}</strong>: {message}</p>
              <ul className={styles.runs}>
                {runIds.slice(0, shownAtOnce).map((id) => <li key={id}><Button size="small" tone="quiet" onClick={() => onOpenRun(id)}>{titles.get(id) ?? id}</Button></li>)}
                {runIds.length > shownAtOnce && <li className={styles.note}>and {runIds.length - shownAtOnce} more</li>}
              </ul>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  )
}
