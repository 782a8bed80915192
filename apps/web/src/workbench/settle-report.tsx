import { X } from 'lucide-react'
import { IconButton } from '../ui/icon-button.tsx'
import { leftTitle } from './left-words.ts'
import type { How } from './settling.ts'
import styles from './workbench.module.css'

interface Item {
  readonly runId: string
  readonly step: string
  readonly title: string | null
}

/** What came of settling many at once. */
export interface Report {
  readonly how: How
  readonly done: readonly Item[]
  readonly refused: readonly (Item & { readonly message: string })[]
}

const DONE: { readonly [H in How]: string } = {
  retry: 'being undone again',
  done_outside: 'marked as undone outside',
  skipped: 'left in place',
  happened: 'taken as happened',
  not_happened: 'taken as not happened',
  ask_again: 'being asked again',
}

const SHOWN = 8

/** Which were settled, which were refused and why, each with the run that it is written in. */
export function SettleReport({ report, onClose }: { readonly report: Report; readonly onClose: () => void }) {
  const { how, done, refused } = report
  return (
    <section className={styles.report} role="status" aria-label="What came of it" data-refused={refused.length > 0 ? '' : undefined}>
      <div className={styles.reportText}>
        {done.length > 0 ? (
          <p>
            {done.length === 1 ? 'One is' : `${done.length} are`} {DONE[how]}: <Links items={done} />
          </p>
        ) : null}
        {refused.length > 0 ? (
          <>
            <p>{refused.length === 1 ? 'One stays as it was:' : `${refused.length} stay as they were:`}</p>
            <ul>
              {refused.map(({ runId, step, title, message }) => (
                <li key={`${runId} ${step}`}>
                  <a href={`/runs/${runId}`}>{leftTitle({ step, title })}</a>: {message}
                </li>
              ))}
            </ul>
          </>
        ) : null}
      </div>
      <IconButton label="Close the report" size="small" onClick={onClose}>
        <X size={14} />
      </IconButton>
    </section>
  )
}

function Links({ items }: { readonly items: readonly Item[] }) {
  return (
    <>
      {items.slice(0, SHOWN).map(({ runId, step, title }, index) => (
        <span key={`${runId} ${step}`}>
          {index > 0 ? ', ' : ''}
          <a href={`/runs/${runId}`}>{leftTitle({ step, title })}</a>
        </span>
      ))}
      {items.length > SHOWN ? ` and ${items.length - SHOWN} more` : ''}.
    </>
  )
}
