import { useCallback, useSyncExternalStore } from 'react'
import type { ChildLanes, ChildRun } from './child-lanes.ts'
import { ownerOf, placeInRuns } from './child-path.ts'
import { RunOverview } from './run-overview.tsx'
import { StepInspector } from './step-inspector.tsx'
import type { StepNames } from './step-names.ts'
import type { Verbs } from './use-verbs.ts'
import styles from './step-inspector.module.css'

interface ChildStepProps {
  readonly lanes: ChildLanes
  readonly path: string
  /** Of the page's own run. */
  readonly names: StepNames
  readonly onSelect: (path: string | undefined) => void
}

const nothing: Verbs = { verbs: [], ofStep: () => [], canAct: false, signals: [], asked: undefined, ask: () => {} }

/** A step of a child run in the inspector, or that run as a whole. What can be done about it is on the page of its run. */
export function ChildStep({ lanes, path, names, onSelect }: ChildStepProps) {
  const run = useSyncExternalStore(lanes.subscribe, () => lanes.runOf(path))
  const close = () => onSelect(ownerOf(path))
  if (!run) return <div className={styles.inspector}><p className={styles.hint}>The run of this step is closed in the timeline. <button type="button" className={styles.link} onClick={close}>{names.titleOf(ownerOf(path))}</button> has started it.</p></div>
  return <OfChild {...{ lanes, run, path, onSelect, close }} owner={names.titleOf(ownerOf(path))} />
}

function OfChild({ lanes, run, path, owner, onSelect, close }: Omit<ChildStepProps, 'names'> & { readonly run: ChildRun; readonly owner: string; readonly close: () => void }) {
  const { step } = placeInRuns(path)
  const { detail, store, reading } = run
  const document = useSyncExternalStore(reading.subscribe, () => reading.adapted() ?? detail.document)
  const names = run.names()
  const address = lanes.address(run.id)
  const before = path.slice(0, step === '' ? path.length : path.length - step.length - 1)
  const select = useCallback((inner: string | undefined) => onSelect(inner === undefined || inner.includes('>') ? before : `${before}#${inner}`), [onSelect, before])
  return (
    <>
      <div className={styles.above}>
        <p className={styles.hint}>In the run of {detail.workflowTitle ?? detail.workflowName} that <button type="button" className={styles.link} onClick={close}>{owner}</button> has started.</p>
        {address !== undefined && <p className={styles.hint}><a className={styles.link} href={address}>Open this run</a> to see it on its own canvas and to act on it.</p>}
      </div>
      {step === ''
        ? <RunOverview {...{ detail, store, reading, names }} verbs={nothing} onSelect={select} />
        : <StepInspector {...{ detail, store, reading, names, document }} path={step} canAct={false} verbs={[]} onAsk={nothing.ask} onSelect={select} onClose={close} />}
    </>
  )
}
