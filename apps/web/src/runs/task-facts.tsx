import type { StepView } from '@eddy/engine'
import { useNow } from '../ui/use-now.ts'
import { JsonView } from './json-view.tsx'
import { leaseWords, taskSentence } from './task-words.ts'
import styles from './step-inspector.module.css'

/** Who has the task of a step that is left to workers outside, and since when nothing was heard. */
export function TaskFacts({ task, runId }: { readonly task: NonNullable<StepView['task']>; readonly runId: string }) {
  const now = useNow(true)
  const lease = leaseWords(task, now)
  return (
    <section className={styles.section} aria-label="Worker">
      <h3>Worker</h3>
      <p>{taskSentence(task, now)}</p>
      {lease && <p className={styles.hint}>{lease}</p>}
      {task.claim?.progress !== undefined && <JsonView label="Progress" value={task.claim.progress} runId={runId} />}
    </section>
  )
}
