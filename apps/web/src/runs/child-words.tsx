import { useSyncExternalStore } from 'react'
import { StatusMark } from '../ui/status-mark.tsx'
import type { ChildRun } from './child-lanes.ts'
import { forwardFact, rollbackFact } from './run-words.ts'
import styles from './run-timeline.module.css'

/** A child run in a row: its two facts as at the playhead. */
export function ChildWords({ run, title }: { readonly run: ChildRun; readonly title: string }) {
  const summary = useSyncExternalStore(run.reading.subscribe, run.reading.run)
  const forward = forwardFact(summary, run.names().titleOf)
  const undone = run.reading.steps().filter((step) => step.undo?.status === 'done').length
  const rollback = rollbackFact(summary, undone)
  return (
    <>
      <StatusMark status={rollback.mark === 'idle' ? forward.mark : rollback.mark} />
      <span className={styles.title}>{`Run of ${title}`}</span>
      {/* where it was rolled back, that is the news; the mark of the step above says the rest */}
      <span className={styles.took}>{rollback.mark === 'idle' ? forward.word : rollback.word}</span>
    </>
  )
}
