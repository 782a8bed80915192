import { AlarmClock, StickyNote } from 'lucide-react'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { ageWords, momentWords } from './age-words.ts'
import { leftName, leftTitle, leftWords } from './left-words.ts'
import { useMinute } from './use-minute.ts'
import { asksWhether, workflowLabel, type WorkbenchRow } from './workbench-row.ts'
import styles from './workbench.module.css'

export interface WorkbenchLineProps {
  readonly row: WorkbenchRow
  readonly chosen: boolean
  readonly onChoose: (on: boolean) => void
  readonly onSettle: () => void
  readonly onNote: () => void
}

/** One thing that needs a person, as a sentence, and what can be done about it. */
export function WorkbenchLine({ row, chosen, onChoose, onSettle, onNote }: WorkbenchLineProps) {
  const now = useMinute()
  const title = leftTitle(row)
  const name = leftName(row)
  const where = `${title} of ${workflowLabel(row)}`
  return (
    <li className={styles.row} data-chosen={chosen ? '' : undefined} aria-label={where}>
      <input
        type="checkbox"
        className={styles.check}
        data-row=""
        aria-label={`Select ${where}`}
        checked={chosen}
        onChange={(event) => onChoose(event.target.checked)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          onSettle()
        }}
      />
      <div className={styles.what}>
        <p className={styles.sentence}>
          <strong title={row.step}>{title}</strong>{name === undefined ? null : <> <code>{name}</code></>} {leftWords(row)}.
        </p>
        <p className={styles.of}>
          {row.workflowId === null ? workflowLabel(row) : <a href={`/workflow/${row.workflowId}`}>{workflowLabel(row)}</a>}
          {', '}
          <a href={`/runs/${row.runId}`}>run of {momentWords(row.startedAt)}</a>, <time dateTime={row.since} title={momentWords(row.since)}>left {ageWords(row.since, now)}</time>
        </p>
        <Noted row={row} now={now} />
      </div>
      <div className={styles.verbs}>
        <IconButton label={`Owner, note and reminder of ${where}`} size="small" onClick={onNote}>
          <StickyNote size={14} />
        </IconButton>
        <Button size="small" aria-label={`${asksWhether(row) ? 'Answer' : 'Settle'} ${where}`} onClick={onSettle}>
          {asksWhether(row) ? 'Answer …' : 'Settle …'}
        </Button>
      </div>
    </li>
  )
}

/** Who sees to it, what they know, and when to look again. */
function Noted({ row: { owner, note, remindAt }, now }: { readonly row: WorkbenchRow; readonly now: number }) {
  if (owner === null && note === '' && remindAt === null) return null
  const due = remindAt !== null && Date.parse(remindAt) <= now
  return (
    <p className={styles.noted}>
      {owner === null ? null : <span className={styles.owner}>{owner}</span>}
      {remindAt === null ? null : (
        <span className={styles.reminder} data-due={due ? '' : undefined}>
          <AlarmClock size={12} aria-hidden />
          {due ? `due since ${momentWords(remindAt)}` : `look again ${momentWords(remindAt)}`}
        </span>
      )}
      {note === '' ? null : <span className={styles.note}>{note}</span>}
    </p>
  )
}
