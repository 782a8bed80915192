import type { RunView, StepView } from '@eddy/engine'
import type { Json } from '@eddy/workflow'
import { X } from 'lucide-react'
import { IconButton } from '../ui/icon-button.tsx'
import { StatusMark } from '../ui/status-mark.tsx'
import { wordOf } from '../ui/step-state.ts'
import styles from './played-run.module.css'

interface PlayedStepProps {
  readonly view: RunView
  /** As it is drawn. */
  readonly path: string
  readonly title: string
  readonly onClose: () => void
}

/** What a rehearsed step was given and came to, as far as the rehearsal has been shown. */
export function PlayedStep({ view, path, title, onClose }: PlayedStepProps) {
  const step = shownStep(view, path)
  return (
    <aside className={styles.step} aria-label="Rehearsed step">
      <header>
        <h2>{title}</h2>
        <IconButton label="Close the step" size="small" onClick={onClose}><X size={14} aria-hidden /></IconButton>
      </header>
      {step ? <Facts step={step} /> : <p>Not reached so far.</p>}
    </aside>
  )
}

function Facts({ step: { status, attempt, error, undo, arguments: given = {}, value } }: { readonly step: StepView }) {
  return (
    <>
      <p><StatusMark status={status} /> {wordOf(status)}{attempt > 1 ? `, attempt ${attempt}` : ''}</p>
      {error && <p className={styles.error}>{error.message} <code>{error.code}</code></p>}
      {undo?.error && <p className={styles.error}>Undo: {undo.error.message} <code>{undo.error.code}</code></p>}
      {Object.keys(given).length > 0 && <Value title="Input" value={given} />}
      {value !== undefined && <Value title="Output, rehearsed" value={value} />}
    </>
  )
}

function Value({ title, value }: { readonly title: string; readonly value: Json }) {
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <pre tabIndex={0}>{JSON.stringify(value, null, 2)}</pre>
    </section>
  )
}

/** One card stands for all elements of a map: the last that has come so far. */
function shownStep(view: RunView, drawn: string): StepView | undefined {
  const found = view.step(drawn)
  if (found) return found
  const paths = [...view.paths()].filter((path) => path.replaceAll(/\[\d+\]/g, '') === drawn)
  return paths.map((path) => view.step(path)).findLast((step) => step !== undefined && step.status !== 'idle')
}
