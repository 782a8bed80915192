import type { RunSummary } from '@eddy/engine'
import { DriverFact } from './driver-fact.tsx'
import { JsonView } from './json-view.tsx'
import { ResidueLedger } from './residue-ledger.tsx'
import { resolveVerb } from './run-verb.ts'
import { RunCause } from './run-cause.tsx'
import type { MomentContext } from './run-context.ts'
import { isAtRest } from '../ui/run-status.ts'
import { VerbList } from './run-verbs.tsx'
import { StatusMark } from '../ui/status-mark.tsx'
import { useRunSummary } from './use-run.ts'
import type { Verbs } from './use-verbs.ts'
import styles from './step-inspector.module.css'

/** The inspector while nothing is selected: why it failed, what it has left, what went in and what came out. */
export function RunOverview(props: MomentContext & { readonly verbs: AskedOfRun; /** What can be done is written out whatever the run is at: there is no header that offers it. */ readonly everyVerb?: boolean; readonly onSelect: (path: string) => void; readonly onChild?: (path: string) => void }) {
  const { detail, names, reading, verbs, everyVerb = false, onSelect } = props
  const run = useRunSummary(reading)
  return (
    <div className={styles.inspector}>
      <h2 className={styles.title}>The run</h2>
      {run.error && run.forward !== 'cancelled' && <RunCause {...props} error={run.error} />}
      {run.failureLane && <LaneFact lane={run.failureLane} />}
      {(everyVerb || hasGoneWrong(run)) && <NextVerbs verbs={verbs} />}
      <ResidueLedger {...props} run={run} onResolve={verbs.canAct ? (path) => verbs.ask(resolveVerb(path, names.titleOf(path))) : undefined} />
      <Undone paths={run.undone} titleOf={names.titleOf} onSelect={onSelect} />
      <JsonView label="Input" value={run.input ?? detail.input} runId={detail.id} />
      <Value run={run} runId={detail.id} />
      {verbs.canAct && reading.clock() === undefined && <DriverFact runId={detail.id} atRest={isAtRest(run.status)} />}
      <p className={styles.hint}>Select a step or a connection on the canvas, or a row below, to see what went in and what came out.</p>
    </div>
  )
}

type AskedOfRun = Pick<Verbs, 'verbs' | 'canAct' | 'ask'>

const shownAtOnce = 100

function Undone({ paths, titleOf, onSelect }: { readonly paths: readonly string[]; readonly titleOf: (path: string) => string; readonly onSelect: (path: string) => void }) {
  if (paths.length === 0) return null
  return (
    <section className={styles.section} aria-label="Undone, in this order">
      <h3>Undone, in this order</h3>
      <ol className={styles.ledger}>
        {paths.slice(0, shownAtOnce).map((path, index) => (
          <li key={`${path} ${index}`}>
            <StatusMark status="undone" />
            <button type="button" className={styles.link} onClick={() => onSelect(path)}>{titleOf(path)}</button>
          </li>
        ))}
      </ol>
      {paths.length > shownAtOnce && <p className={styles.hint}>… and {paths.length - shownAtOnce} more.</p>}
    </section>
  )
}

/** Over, and did not succeed: what can be done now comes right after why. */
function hasGoneWrong({ status, forward }: RunSummary): boolean {
  return isAtRest(status) && status !== 'halted' && forward !== 'succeeded'
}

function NextVerbs({ verbs }: { readonly verbs: AskedOfRun }) {
  if (verbs.verbs.length === 0) return null
  return (
    <section className={styles.section} aria-label="What can be done">
      <h3>What can be done</h3>
      <VerbList className={styles.verbs} verbs={verbs.verbs} onAsk={verbs.ask} />
    </section>
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

/** A run that has halted for a person often has nothing to say by it. */
function Value({ run: { value, status }, runId }: { readonly run: RunSummary; readonly runId: string }) {
  const halted = status === 'halted'
  return value === undefined || (halted && value === null) ? null : <JsonView label={halted ? 'Halted with' : 'Result'} value={value} runId={runId} />
}
