import type { AttemptView, StepView } from '@eddy/engine'
import { jsonDifferences } from '@eddy/workflow'
import { DifferenceList } from './difference-list.tsx'
import { JsonView } from './json-view.tsx'
import { StatusMark } from '../ui/status-mark.tsx'
import { durationWords, timeWords } from '../ui/time-words.ts'
import { useNow } from '../ui/use-now.ts'
import styles from './step-inspector.module.css'

const outcomeWords = { succeeded: 'succeeded', failed: 'failed', retrying: 'failed, tried again', halted: 'halted', interrupted: 'interrupted' } as const
const outcomeMarks = { succeeded: 'succeeded', failed: 'failed', retrying: 'retrying', halted: 'halted', interrupted: 'in_doubt' } as const
const openWords = { running: 'running', waiting: 'waiting for a worker', cancelled: 'no worker has taken it' } as const

interface AttemptListProps {
  readonly attempts: readonly AttemptView[]
  /** Of the step now. */
  readonly status: StepView['status']
  readonly runId: string
}

/** Every attempt with what it was given, what it came to and what it wrote; from the second on, with what was not as before. */
export function AttemptList({ attempts, status, runId }: AttemptListProps) {
  const now = useNow(attempts.some((attempt) => attempt.endedAt === undefined))
  return (
    <section className={styles.section} aria-label="Attempts">
      <h3>{attempts.length === 1 ? 'One attempt' : `${attempts.length} attempts`}</h3>
      <ol className={styles.attempts}>
        {attempts.map((attempt, index) => (
          // a step in a container that was tried again counts its attempts anew
          <li key={index}>
            <StatusMark status={attempt.outcome ? outcomeMarks[attempt.outcome] : openAs(attempt, status)} />
            <span>{`${attempt.attempt}. ${attempt.outcome ? outcomeWords[attempt.outcome] : openWords[openAs(attempt, status)]}${attempt.by ? ` (answered by ${attempt.by})` : ''}`}</span>
            <span className={styles.hint}>{`${timeWords(attempt.startedAt)} · ${durationWords((attempt.endedAt ?? now) - attempt.startedAt)}`}</span>
            {attempt.error && <p className={styles.reason}>{attempt.error.message}</p>}
            {attempts.length > 1 && <Details attempt={attempt} before={attempts[index - 1]} runId={runId} />}
          </li>
        ))}
      </ol>
    </section>
  )
}

/** How an attempt without an outcome stands. */
function openAs({ awaits }: AttemptView, status: StepView['status']): keyof typeof openWords {
  if (awaits === undefined) return 'running'
  return status === 'cancelled' ? 'cancelled' : 'waiting'
}

function Details({ attempt, before, runId }: { readonly attempt: AttemptView; readonly before: AttemptView | undefined; readonly runId: string }) {
  const differences = before ? [...jsonDifferences(before.arguments, attempt.arguments)] : []
  return (
    <details className={styles.more}>
      <summary>{before === undefined ? 'Input and output' : differences.length === 0 ? 'Same input as before' : `${differences.length} ${differences.length === 1 ? 'difference' : 'differences'} in the input`}</summary>
      {differences.length > 0 && <DifferenceList label="What was not as in the attempt before" differences={differences} />}
      {attempt.arguments && Object.keys(attempt.arguments).length > 0 && <JsonView label={`Input of attempt ${attempt.attempt}`} value={attempt.arguments} runId={runId} />}
      {attempt.value !== undefined && <JsonView label={`Output of attempt ${attempt.attempt}`} value={attempt.value} runId={runId} />}
      {attempt.logs.length > 0 && <ol className={styles.log} aria-label={`Log of attempt ${attempt.attempt}`}>{attempt.logs.map((line, index) => <li key={index} data-level={line.level}><span>{line.level}</span> {line.text}</li>)}</ol>}
    </details>
  )
}
