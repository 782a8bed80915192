import { Hand, Hourglass } from 'lucide-react'
import { Button } from '../ui/button.tsx'
import { sinceWords } from '../ui/time-words.ts'
import { holderWords, leaseEndWords, stepWords } from './task-row-words.ts'
import { nameOfTask, taskVerbs } from './task-verbs.ts'
import type { AskedOfTask, TaskRow } from './task-types.ts'
import styles from '../ui/table-page.module.css'

export interface TaskLineProps {
  readonly task: TaskRow
  readonly now: number
  readonly onAsk: (asked: AskedOfTask) => void
}

/** One task: its queue, the step it is of, who has it since when and until when, and what a person can do about it. */
export function TaskLine({ task, now, onAsk }: TaskLineProps) {
  const { queue, runId, step, workflow, offeredAt, claimedAt, status } = task
  const lease = leaseEndWords(task, now)
  return (
    <tr>
      <th scope="row">
        <span className={styles.name}>
          {status === 'claimed' ? <Hand size={14} aria-hidden /> : <Hourglass size={14} aria-hidden />}
          <code>{queue}</code>
        </span>
      </th>
      <td>
        <a href={`/runs/${runId}?step=${encodeURIComponent(step)}`}>{workflow}</a>
        <span className={styles.where}>{stepWords(task)}</span>
      </td>
      <td>
        {holderWords(task, now)}
        {lease === undefined ? null : <span className={styles.where}>lease ends {lease}</span>}
      </td>
      <td>
        offered {sinceWords(offeredAt, now)}
        {claimedAt === null ? null : <span className={styles.where}>claimed {sinceWords(claimedAt, now)}</span>}
      </td>
      <td className={styles.verbs}>
        {taskVerbs(task).map(({ verb, title }) => <Button key={verb} size="small" aria-label={`${title} ${nameOfTask(task)} …`} onClick={() => onAsk({ verb, task })}>{title} …</Button>)}
      </td>
    </tr>
  )
}
