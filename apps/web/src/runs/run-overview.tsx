import { useState } from 'react'
import type { RunSummary } from '@eddy/engine'
import { Button } from '../ui/button.tsx'
import { JsonView } from './json-view.tsx'
import { ResolveDialog } from './resolve-dialog.tsx'
import type { RunContext } from './run-context.ts'
import { residueBeyondLeft } from './run-sentence.ts'
import { isAtRest } from './run-words.ts'
import { StatusMark } from './status-mark.tsx'
import { useRunSummary } from './use-run.ts'
import styles from './step-inspector.module.css'

/** The inspector while no step is selected: what went in, what came out, and the ledger of the rollback. */
export function RunOverview({ detail, store, names, onSelect }: RunContext & { readonly onSelect: (path: string) => void }) {
  const run = useRunSummary(store)
  const [resolving, setResolving] = useState<string>()
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
            {part.paths.map((path, index) => (
              <li key={`${path} ${index}`}>
                <StatusMark status={part.mark} />
                <button type="button" className={styles.link} onClick={() => onSelect(path)}>{names.titleOf(path)}</button>
                {part.mark === 'undo_failed' && isAtRest(run.status) && <Button size="small" aria-label={`Resolve ${names.titleOf(path)}`} onClick={() => setResolving(path)}>Resolve …</Button>}
              </li>
            ))}
          </ol>
        </section>
      ))}
      {run.failureLane && <LaneFact lane={run.failureLane} />}
      {resolving !== undefined && <ResolveDialog detail={detail} store={store} names={names} path={resolving} onClose={() => setResolving(undefined)} />}
      <JsonView label="Input" value={run.input ?? detail.input} runId={detail.id} />
      {run.value !== undefined && <JsonView label={run.status === 'halted' ? 'Halted with' : 'Result'} value={run.value} runId={detail.id} />}
      <p className={styles.hint}>Select a step on the canvas or in the timeline to see its attempts, arguments and result.</p>
    </div>
  )
}

/** How the failure lane ended stands beside the run's own error, never in its place. */
function LaneFact({ lane }: { readonly lane: NonNullable<RunSummary['failureLane']> }) {
  return (
    <section className={styles.section} aria-label="Failure lane">
      <h3>Failure lane</h3>
      {lane.status === 'succeeded' ? <p className={styles.status}><StatusMark status="succeeded" /> It has run to its end.</p> : <ErrorBox title="Why the failure lane failed" code={lane.error.code} message={lane.error.message} />}
    </section>
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
