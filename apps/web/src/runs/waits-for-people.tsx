import type { StepView } from '@eddy/engine'
import { waitsFor } from '../store/waits-for.ts'
import type { RunContext } from './run-context.ts'
import styles from './step-inspector.module.css'

interface WaitsForPeopleProps extends Pick<RunContext, 'detail' | 'names'> {
  readonly steps: readonly StepView[]
  /** Whether there is an inbox to go to: a recorded run has none. */
  readonly canAct: boolean
}

/** Which steps wait for a person, and where to answer them. */
export function WaitsForPeople({ detail, names, steps, canAct }: WaitsForPeopleProps) {
  const asking = steps.filter(({ status, path }) => status === 'waiting' && waitsFor(names.stepOf(path)) !== undefined)
  if (asking.length === 0) return null
  return (
    <ul className={styles.ledger} aria-label="Waits for people">
      {asking.map(({ path }) => (
        <li key={path}>
          {names.titleOf(path)} waits for {waitsFor(names.stepOf(path))}.{' '}
          {canAct ? (
            <a className={styles.link} href={`/inbox?run=${encodeURIComponent(detail.id)}&step=${encodeURIComponent(path)}`}>
              Answer in the inbox
            </a>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
