import { X } from 'lucide-react'
import type { RunError, StepView, UndoAttemptView } from '@eddy/engine'
import type { WorkflowDocument } from '@eddy/workflow'
import { IconButton } from '../ui/icon-button.tsx'
import { wordOf } from '../ui/step-state.ts'
import { AttemptList } from './attempt-list.tsx'
import { partWords } from './bar-words.ts'
import { edgesInto } from './edge-data.ts'
import { JsonView } from './json-view.tsx'
import { QueueFacts } from './queue-facts.tsx'
import type { MomentContext } from './run-context.ts'
import { ErrorBox } from './run-overview.tsx'
import type { RunVerb } from './run-verb.ts'
import { VerbList } from './run-verbs.tsx'
import type { StepNames } from './step-names.ts'
import { barsOf, timeParts } from './timeline-bars.ts'
import { StatusMark } from '../ui/status-mark.tsx'
import { durationWords, timeWords } from '../ui/time-words.ts'
import { useNow } from '../ui/use-now.ts'
import { TaskFacts } from './task-facts.tsx'
import { useStepView } from './use-run.ts'
import { useStepVerbs, type OfferedVerbs } from './use-verbs.ts'
import { WaitsForPeople } from './waits-for-people.tsx'
import styles from './step-inspector.module.css'

interface StepInspectorProps extends MomentContext {
  readonly document: WorkflowDocument
  readonly path: string
  /** What can be asked of its run, and of the step. */
  readonly offered: OfferedVerbs
  readonly onAsk: (verb: RunVerb) => void
  readonly onSelect: (path: string) => void
  readonly onClose: () => void
  /** Of a step that starts a run: shows or hides it in the timeline. */
  readonly child?: { readonly shown: boolean; readonly onToggle: () => void } | undefined
}

/** Everything that a run knows of one step. */
export function StepInspector({ detail, store, reading, names, document, path, offered, onAsk, onSelect, onClose, child }: StepInspectorProps) {
  const step = useStepView(reading, path)
  const verbs = useStepVerbs(store, offered, path)
  const edges = edgesInto(document, path)
  const status = step?.status ?? 'idle'
  return (
    <div className={styles.inspector}>
      <div className={styles.head}>
        <h2 className={styles.title}>{names.titleOf(path)}</h2>
        <IconButton size="small" label="Close" onClick={onClose}><X size={14} aria-hidden /></IconButton>
      </div>
      <p className={styles.status}>
        <StatusMark status={status} /> <strong>{wordOf(status)}</strong>
        {step && <StepTimes step={step} />}
      </p>
      <p className={styles.hint}>{[names.stepOf(path)?.kind, path].filter(Boolean).join(' · ')}</p>
      {step && child && <p className={styles.hint}><button type="button" className={styles.link} aria-pressed={child.shown} onClick={child.onToggle}>{child.shown ? 'Hide the run that it has started' : 'Show the run that it has started in the timeline'}</button></p>}
      {step && <WaitsForPeople {...{ detail, names }} steps={[step]} canAct={offered.canAct} />}
      {step ? <StepFacts {...{ step, names, store, reading }} runId={detail.id} /> : <p className={styles.hint}>This step has not been reached.</p>}
      {verbs.length > 0 && <VerbList className={styles.verbs} verbs={verbs} onAsk={onAsk} />}
      {edges.length > 0 && (
        <section className={styles.section} aria-label="Where its data came from">
          <h3>Where its data came from</h3>
          <ul className={styles.ledger}>
            {edges.map((edge) => (
              <li key={edge.id}><button type="button" className={styles.link} onClick={() => onSelect(edge.id)}>{`${names.titleOf(edge.source)} → ${edge.label ?? ''}`}</button></li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

function StepTimes({ step }: { readonly step: StepView }) {
  const pending = step.status === 'retrying' || step.status === 'waiting'
  const now = useNow(pending || (step.startedAt !== undefined && step.endedAt === undefined))
  const due = step.dueAt !== undefined && pending ? step.dueAt - now : undefined
  return (
    <span className={styles.hint}>
      {step.startedAt !== undefined && `${timeWords(step.startedAt)} · ${durationWords((step.endedAt ?? now) - step.startedAt)}`}
      {due !== undefined && due > 0 && ` · due in ${durationWords(due)}`}
    </span>
  )
}

/** How long it was at what; of one that has only worked, its time says that already. */
function TimeParts({ step, names }: { readonly step: StepView; readonly names: StepNames }) {
  const bars = barsOf(step, names)
  const now = useNow(bars.some(({ to }) => to === undefined))
  const parts = timeParts(bars, now)
  if (parts.length < 2) return null
  return (
    <section className={styles.section} aria-label="Where its time went">
      <h3>Where its time went</h3>
      <ul className={styles.parts}>
        {parts.map((part) => <li key={part.kind}><span>{partWords(part)}</span><span className={styles.hint}>{durationWords(part.ms)}</span></li>)}
      </ul>
    </section>
  )
}

function StepFacts({ step, names, runId, store, reading }: Pick<MomentContext, 'names' | 'store' | 'reading'> & { readonly step: StepView; readonly runId: string }) {
  const logs = step.attempts.flatMap((attempt) => attempt.logs.map((line) => ({ ...line, attempt: attempt.attempt })))
  return (
    <>
      <QueueFacts {...{ step, store, reading, runId }} />
      {step.error && <ErrorWithCause error={step.error} />}
      {step.elements && (
        <p>{`${step.elements.succeeded} / ${step.elements.total} ok · ${step.elements.running} running · ${step.elements.failed} failed`}</p>
      )}
      {step.task && <TaskFacts task={step.task} runId={runId} />}
      <TimeParts step={step} names={names} />
      {step.attempts.length > 0 && <AttemptList attempts={step.attempts} status={step.status} runId={runId} />}
      {step.undo && <UndoFacts undo={step.undo} />}
      {step.arguments && Object.keys(step.arguments).length > 0 && <JsonView label="Input" value={step.arguments} runId={runId} />}
      {step.value !== undefined && <JsonView label="Output" value={step.value} runId={runId} />}
      {logs.length > 0 && (
        <section className={styles.section} aria-label="Log">
          <h3>Log</h3>
          <ol className={styles.log}>
            {logs.map((line, index) => <li key={index} data-level={line.level}><span>{line.level}</span> {line.text}</li>)}
          </ol>
        </section>
      )}
    </>
  )
}

function ErrorWithCause({ error }: { readonly error: RunError }) {
  return (
    <section className={styles.section} aria-label="Error">
      <h3>Error</h3>
      <ErrorBox title="Error" code={error.code} message={error.message} />
      {error.cause && <ErrorBox title="Caused by" code={`Caused by ${error.cause.code}`} message={error.cause.message} />}
    </section>
  )
}

const undoWords = { running: 'Being undone', retrying: 'Undo is about to be tried again', done: 'Undone', failed: 'Could not be undone' } as const
const undoMarks = { running: 'undoing', retrying: 'undoing', done: 'undone', failed: 'undo_failed' } as const

const undoOutcomes = { done: 'succeeded', retrying: 'failed, tried again', failed: 'failed' } as const

function UndoAttempts({ attempts }: { readonly attempts: readonly UndoAttemptView[] }) {
  const now = useNow(attempts.at(-1)?.endedAt === undefined)
  return (
    <ol className={styles.attempts} aria-label="Attempts of the undo">
      {attempts.map(({ startedAt, endedAt, outcome, awaits, error }, index) => (
        <li key={index}>
          <StatusMark status={outcome === undefined ? (awaits ? 'waiting' : 'undoing') : outcome === 'done' ? 'undone' : 'undo_failed'} />
          <span>{`${index + 1}. ${outcome === undefined ? (awaits ? 'waiting for a worker' : 'running') : undoOutcomes[outcome]}`}</span>
          <span className={styles.hint}>{`${timeWords(startedAt)} · ${durationWords((endedAt ?? now) - startedAt)}`}</span>
          {error && <p className={styles.reason}>{error.message}</p>}
        </li>
      ))}
    </ol>
  )
}

function UndoFacts({ undo }: { readonly undo: NonNullable<StepView['undo']> }) {
  const now = useNow(undo.endedAt === undefined)
  return (
    <section className={styles.section} aria-label="Undo">
      <h3>Undo</h3>
      <p className={styles.status}>
        <StatusMark status={undoMarks[undo.status]} /> <strong>{undoWords[undo.status]}</strong>
        <span className={styles.hint}>{`${timeWords(undo.startedAt)} · ${durationWords((undo.endedAt ?? now) - undo.startedAt)}`}</span>
      </p>
      {(undo.attempts.length > 1 || undo.attempts.at(-1)?.awaits !== undefined) && <UndoAttempts attempts={undo.attempts} />}
      {undo.error && <ErrorBox title="Why the undo failed" code={undo.error.code} message={undo.error.message} />}
    </section>
  )
}
