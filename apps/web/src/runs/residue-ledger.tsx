import type { RunEvent, RunSummary } from '@eddy/engine'
import { catalog } from '@eddy/steps/contract'
import type { Step } from '@eddy/workflow'
import { Button } from '../ui/button.tsx'
import type { MomentContext } from './run-context.ts'
import { residueBeyondLeft } from './run-sentence.ts'
import { isAtRest } from '../ui/run-status.ts'
import { StatusMark } from '../ui/status-mark.tsx'
import styles from './step-inspector.module.css'

interface ResidueLedgerProps extends MomentContext {
  readonly run: RunSummary
  readonly onSelect: (path: string) => void
  readonly onResolve: ((path: string) => void) | undefined
}

/** Of each kind. */
const SHOWN = 100

/** What a run that went back has left in the world, who can remove it, and what has been ticked off since. */
export function ResidueLedger({ run, store, names, onSelect, onResolve }: ResidueLedgerProps) {
  if (run.rollback === 'none' || run.rollback === 'running') return null
  const resolved = resolvedOf(store.events(), run.seq)
  const kept = residueBeyondLeft(run).filter((path) => !resolved.has(path))
  const link = (path: string) => <button type="button" className={styles.link} onClick={() => onSelect(path)}>{names.titleOf(path)}</button>
  return (
    <section className={styles.section} aria-label="Left in the world">
      <h3>Left in the world</h3>
      {run.left.length + kept.length === 0 && <p>Everything this run did has been undone.</p>}
      <ul className={styles.ledger}>
        {run.left.slice(0, SHOWN).map((path) => (
          <li key={path}>
            <StatusMark status="undo_failed" />
            <span>{link(path)}<EffectWords step={names.stepOf(path)} /> Its undo failed; it can be tried again, or seen to outside.</span>
            {onResolve && isAtRest(run.status) && <Button size="small" aria-label={`Resolve ${names.titleOf(path)}`} onClick={() => onResolve(path)}>Resolve …</Button>}
          </li>
        ))}
        {kept.slice(0, SHOWN).map((path) => (
          <li key={path}>
            <StatusMark status="succeeded" />
            <span>{link(path)}<EffectWords step={names.stepOf(path)} /> It has no undo, so only somebody outside can remove it.</span>
          </li>
        ))}
        {[...resolved].slice(0, SHOWN).map(([path, words]) => (
          <li key={path} data-resolved="">
            <StatusMark status="undone" />
            <span>{link(path)} <span className={styles.hint}>{words}</span></span>
          </li>
        ))}
      </ul>
      {[run.left.length, kept.length, resolved.size].some((count) => count > SHOWN) && <p className={styles.hint}>Of each kind the first {SHOWN} are shown: {run.left.length} failed undos, {kept.length} without an undo, {resolved.size} resolved. The rows below show all.</p>}
    </section>
  )
}

function EffectWords({ step }: { readonly step: Step | undefined }) {
  if (step === undefined) return <>.</>
  const effects = catalog.get(step.kind)?.effects
  const words = typeof effects === 'function' ? effects(step) : (effects ?? [])
  return words.length === 0 ? <>.</> : <span className={styles.hint}>{` (${words.join(', ')}).`}</span>
}

/** What people have said of undos that failed, up to an event. */
function resolvedOf(events: readonly RunEvent[], seq: number): ReadonlyMap<string, string> {
  const resolved = new Map<string, string>()
  for (const event of events) {
    if (event.seq > seq) break
    if (event.type === 'undo.resolved' && event.step !== undefined) resolved.set(event.step, `${event.data.how === 'skipped' ? 'left in place' : 'done outside'}: ${event.data.reason}`)
  }
  return resolved
}
