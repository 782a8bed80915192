import type { RunSummary, StepView } from '@eddy/engine'
import { jsonDifferences } from '@eddy/workflow'
import { AttemptWords } from './attempt-words.tsx'
import { DifferenceList } from './difference-list.tsx'
import type { MomentContext } from './run-context.ts'
import { useStepView } from './use-run.ts'
import styles from './step-inspector.module.css'

type Failure = NonNullable<RunSummary['error']>

interface RunCauseProps extends MomentContext {
  readonly error: Failure
  readonly onSelect: (path: string) => void
  /** Shows the run that a step has started. */
  readonly onChild?: ((path: string) => void) | undefined
}

/** Why a run failed: the message, where, at which attempt, and what that attempt was given that the one before was not. */
export function RunCause({ error, names, reading, onSelect, onChild }: RunCauseProps) {
  const path = error.step
  const step = useStepView(reading, path ?? '')
  return (
    <section className={styles.section} aria-label="Cause">
      <h3>Cause</h3>
      <div className={styles.error} role="group" aria-label="Error">
        <p>{error.message}</p>
        <p className={styles.hint}>{error.code}</p>
        {error.cause && <p className={styles.hint}>Caused by: {error.cause.message} ({error.cause.code})</p>}
      </div>
      {path !== undefined && (
        <p>
          At <button type="button" className={styles.link} onClick={() => onSelect(path)}>{names.titleOf(path)}</button>
          {step && <AttemptWords step={step} definition={names.stepOf(path)} />}
        </p>
      )}
      {path !== undefined && onChild && error.code === 'CHILD_RUN_FAILED' && (
        <p className={styles.hint}>It was the run that this step has started. <button type="button" className={styles.link} onClick={() => onChild(path)}>Show it in the timeline</button></p>
      )}
      {step && <ChangedInput step={step} />}
    </section>
  )
}

function ChangedInput({ step }: { readonly step: StepView }) {
  const [before, last] = step.attempts.slice(-2)
  const differences = before && last ? jsonDifferences(before.arguments, last.arguments, 1) : []
  return differences.length === 0 ? null : <DifferenceList label="First difference in its input to the attempt before" differences={differences} />
}
