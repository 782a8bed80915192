import { JsonView } from './json-view.tsx'
import type { RunContext } from './run-context.ts'
import { residueBeyondLeft } from './run-sentence.ts'
import { StatusMark } from './status-mark.tsx'
import { useRunSummary } from './use-run.ts'
import styles from './step-inspector.module.css'

/** The inspector while no step is selected: what went in, what came out, and the ledger of the rollback. */
export function RunOverview({ detail, store, names, onSelect }: RunContext & { readonly onSelect: (path: string) => void }) {
  const run = useRunSummary(store)
  const ledger = [
    { title: 'Undone, in this order', mark: 'undone', paths: run.undone },
    { title: 'Could not be undone', mark: 'undo_failed', paths: run.left },
    { title: 'Still in place', mark: 'succeeded', paths: residueBeyondLeft(run) },
  ] as const
  return (
    <div className={styles.inspector}>
      <h2 className={styles.title}>The run</h2>
      {run.error && run.forward !== 'cancelled' && <ErrorBox title="Error" code={run.error.code} message={run.error.message} />}
      {ledger.filter((part) => part.paths.length > 0).map((part) => (
        <section key={part.title} className={styles.section} aria-label={part.title}>
          <h3>{part.title}</h3>
          <ol className={styles.ledger}>
            {part.paths.map((path) => (
              <li key={path}>
                <StatusMark status={part.mark} />
                <button type="button" className={styles.link} onClick={() => onSelect(path)}>{names.titleOf(path)}</button>
              </li>
            ))}
          </ol>
        </section>
      ))}
      <JsonView label="Input" value={run.input ?? detail.input} runId={detail.id} />
      {run.value !== undefined && <JsonView label={run.status === 'halted' ? 'Halted with' : 'Result'} value={run.value} runId={detail.id} />}
      <p className={styles.hint}>Select a step on the canvas or in the timeline to see its attempts, arguments and result.</p>
    </div>
  )
}

interface ErrorBoxProps {
  readonly title: string
  readonly code: string
  readonly message: string
}

export function ErrorBox({ title, code, message }: ErrorBoxProps) {
  return (
    <div className={styles.error} role="group" aria-label={title}>
      <p>{message}</p>
      <p className={styles.hint}>{code}</p>
    </div>
  )
}
