import { CheckCheck, Ellipsis, RotateCcw, Undo2, UserRound } from 'lucide-react'
import { Button } from '../ui/button.tsx'
import { Menu } from '../ui/menu.tsx'
import { StateMark } from '../ui/state-mark.tsx'
import type { MarkName } from '../ui/step-state.ts'
import { useNow } from '../ui/use-now.ts'
import { runsAddress } from './failure-filter.ts'
import type { FailureRow } from './failure-types.ts'
import { agoWords, placeOf, rerunWords, runsOf, stateOf } from './failure-words.ts'
import type { AskedTriage } from './triage-dialogs.tsx'
import styles from './failures.module.css'

interface FailureLineProps {
  readonly row: FailureRow
  readonly days: number
  readonly picked: boolean
  readonly onPick: (there: boolean) => void
  readonly onAsk: (asked: AskedTriage) => void
  readonly onAgain: (row: FailureRow) => void
}

const marks: { readonly [S in FailureRow['state']]: MarkName } = { open: 'failed', reopened: 'retrying', resolved: 'succeeded' }

/** One reason. Its link covers the row and leads to its runs. */
export function FailureLine({ row, days, picked, onPick, onAsk, onAgain }: FailureLineProps) {
  const { error, state, owner, leftInPlace } = row
  const { word, because } = stateOf(row)
  return (
    <li className={styles.row} data-picked={picked || undefined} data-state={state}>
      <input type="checkbox" className={styles.box} aria-label={`Select ${error.message}`} checked={picked} onChange={() => onPick(!picked)} />
      <StateMark mark={marks[state]} />
      <div className={styles.what}>
        <a href={runsAddress(row.fingerprint, days)} title={error.message}>{error.message}</a>
        <p className={styles.where}>{placeOf(row)} <code>{error.code}</code></p>
      </div>
      <div className={styles.much}>
        <strong>{runsOf(row.runs)}</strong>
        {leftInPlace > 0 && <span className={styles.left}>{leftInPlace} left in place</span>}
      </div>
      <Seen row={row} />
      <div className={styles.made}>
        <span><strong>{word}</strong>{because === '' ? '' : `: ${because}`}</span>
        {row.rerun && <a className={styles.rerun} href={`/runs/${row.rerun.lastRunId}`} title="The newest of the new runs">{rerunWords(row)}</a>}
        <span className={styles.owner}>{owner === null ? 'Nobody’s' : <><UserRound size={12} aria-hidden /> {owner}</>}</span>
      </div>
      <div className={styles.verbs}>
        <Menu
          trigger={<Button size="small" tone="quiet" aria-label={`What can be done with ${error.message}`}><Ellipsis size={16} aria-hidden /></Button>}
          items={[
            { label: 'Assign …', icon: <UserRound size={14} aria-hidden />, onSelect: () => onAsk({ kind: 'assign', rows: [row] }) },
            state === 'resolved'
              ? { label: 'Reopen', icon: <Undo2 size={14} aria-hidden />, onSelect: () => onAsk({ kind: 'reopen', rows: [row] }) }
              : { label: 'Resolve …', icon: <CheckCheck size={14} aria-hidden />, onSelect: () => onAsk({ kind: 'resolve', rows: [row] }) },
            { label: 'Run all again …', icon: <RotateCcw size={14} aria-hidden />, onSelect: () => onAgain(row) },
          ]}
        />
      </div>
    </li>
  )
}

const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' })

function Seen({ row: { firstAt, lastAt } }: { readonly row: FailureRow }) {
  const now = useNow(true, 30_000)
  return (
    <div className={styles.seen}>
      <span>Last <time dateTime={lastAt} title={moment.format(new Date(lastAt))}>{agoWords(lastAt, now)}</time></span>
      <span>First <time dateTime={firstAt} title={moment.format(new Date(firstAt))}>{agoWords(firstAt, now)}</time></span>
    </div>
  )
}
