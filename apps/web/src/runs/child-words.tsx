import { Workflow } from 'lucide-react'
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
  const told = summary.rollback === 'running' || summary.undone.length + summary.left.length > 0 ? rollback : forward
  return (
    <>
      <StatusMark status={told.mark} />
      <Workflow size={14} className={styles.kin} aria-hidden />
      {/* rows that all begin alike could not be told apart where there is little room */}
      <span className={styles.title} title={`Run of ${title}: ${told.word}`}><span className="visually-hidden">Run of </span>{title}</span>
      {/* there is room for one of the two facts: what was undone is the news, and a failure that left nothing to undo */}
      <span className={styles.fact}>{told.word}</span>
    </>
  )
}
