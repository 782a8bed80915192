import { useCallback, useSyncExternalStore } from 'react'
import { contextOfChild, type ChildLanes, type ChildRun } from './child-lanes.ts'
import { ownerOf, placeInRuns } from './child-path.ts'
import { RunOverview } from './run-overview.tsx'
import type { RunVerb } from './run-verb.ts'
import { StepInspector } from './step-inspector.tsx'
import type { StepNames } from './step-names.ts'
import { titleOfRun } from './title-of-run.ts'
import { useOfferedVerbs } from './use-verbs.ts'
import styles from './step-inspector.module.css'

interface ChildStepProps {
  readonly lanes: ChildLanes
  readonly path: string
  /** Of the page's own run. */
  readonly names: StepNames
  readonly onSelect: (path: string | undefined) => void
  /** Undefined: the runs can only be looked at. */
  readonly onAsk: ((run: ChildRun, verb: RunVerb) => void) | undefined
}

/** A step of a child run in the inspector, or that run as a whole, with what can be done about it. */
export function ChildStep({ lanes, path, names, onSelect, onAsk }: ChildStepProps) {
  const run = useSyncExternalStore(lanes.subscribe, () => lanes.runOf(path))
  const close = () => onSelect(ownerOf(path))
  if (!run) return <div className={styles.inspector}><p className={styles.hint}>The run of this step is closed in the timeline. <button type="button" className={styles.link} onClick={close}>{names.titleOf(ownerOf(path))}</button> has started it.</p></div>
  return <OfChild {...{ lanes, run, path, onSelect, onAsk, close }} owner={names.titleOf(ownerOf(path))} />
}

function OfChild({ lanes, run, path, owner, onSelect, onAsk, close }: Omit<ChildStepProps, 'names'> & { readonly run: ChildRun; readonly owner: string; readonly close: () => void }) {
  const { step } = placeInRuns(path)
  const { detail, reading } = run
  const context = contextOfChild(run)
  const document = useSyncExternalStore(reading.subscribe, () => reading.adapted() ?? detail.document)
  const offered = useOfferedVerbs(context, onAsk !== undefined)
  const { verbs, canAct } = offered
  const ask = (verb: RunVerb | undefined) => verb && onAsk?.(run, verb)
  const before = path.slice(0, step === '' ? path.length : path.length - step.length - 1)
  const select = useCallback((inner: string | undefined) => onSelect(inner === undefined || inner.includes('>') ? before : `${before}#${inner}`), [onSelect, before])
  const title = titleOfRun(detail)
  return (
    <>
      <div className={styles.above}>
        <p className={styles.hint}>In the run of {step === '' ? title : <button type="button" className={styles.link} onClick={() => onSelect(before)}>{title}</button>} that <button type="button" className={styles.link} onClick={close}>{owner}</button> has started.</p>
        <OwnPage address={lanes.address(run.id)} canAct={canAct} />
      </div>
      {step === ''
        ? <RunOverview {...context} verbs={{ verbs, canAct, ask }} everyVerb onSelect={select} />
        : <StepInspector {...context} document={document} path={step} offered={offered} onAsk={ask} onSelect={select} onClose={close} />}
    </>
  )
}

function OwnPage({ address, canAct }: { readonly address: string | undefined; readonly canAct: boolean }) {
  if (address === undefined) return null
  return <p className={styles.hint}>{canAct && 'What is done here is done to this run alone. '}<a className={styles.link} href={address}>Open this run</a> to see it on its own canvas.</p>
}
