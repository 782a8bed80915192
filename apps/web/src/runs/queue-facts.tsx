import type { StepView } from '@eddy/engine'
import { useCallback, useSyncExternalStore } from 'react'
import { useNow } from '../ui/use-now.ts'
import { gateOf, gateWords, reasonWords } from '../ui/gate-words.ts'
import type { MomentContext } from './run-context.ts'
import styles from './step-inspector.module.css'

/** What a queued step waits for, as the log says it; and why one that is tried again never began. */
export function QueueFacts({ step, store, reading, runId }: Pick<MomentContext, 'store' | 'reading'> & { readonly step: StepView; readonly runId: string }) {
  const gate = gateOf(step)
  const now = useNow(gate?.until !== undefined)
  const read = useCallback(() => {
    const reason = reading.clock() === undefined && step.status === 'queued' ? store.whyQueued(step.path) : undefined
    return reason && reasonWords(reason)
  }, [store, reading, step])
  const reason = useSyncExternalStore(store.subscribe, read)
  const words = gate ? gateWords(gate, now) : reason
  const holder = gate?.heldBy?.split('/', 1)[0]
  if (words === undefined && step.refusal === undefined) return null
  return (
    <section className={styles.section} aria-label="What it waits for">
      {words !== undefined && <p>Waits for {words}.</p>}
      {holder !== undefined && <p className={styles.hint}>{holder === runId ? 'Another step of this run has it.' : <>It is held by <a className={styles.link} href={`/runs/${holder}`}>run {holder}</a>.</>}</p>}
      {step.refusal && <p>It has not begun: {step.refusal.message}.</p>}
    </section>
  )
}
