import { Radio } from 'lucide-react'
import type { Playhead } from './playhead.ts'
import type { RunStore } from './run-store.ts'
import { isAtRest } from '../ui/run-status.ts'
import { usePlayhead } from './use-playhead.ts'
import { useRunSummary } from './use-run.ts'
import styles from './playhead-chip.module.css'

/** Whether the page follows the run; if it does not, the way back, and what has happened meanwhile. */
export function PlayheadChip({ store, playhead }: { readonly store: RunStore; readonly playhead: Playhead }) {
  const { follows, ahead } = usePlayhead(playhead)
  const over = isAtRest(useRunSummary(store).status)
  if (follows) return <span className={styles.chip} data-follows="">{over ? 'At the end' : <><Radio size={12} aria-hidden /> live</>}</span>
  const events = ahead === 1 ? '+1 event' : `+${ahead} events`
  return (
    <button type="button" className={styles.chip} aria-keyshortcuts="L" aria-label={`${over ? 'To the end' : 'Back to live'}, ${events}`} onClick={playhead.follow}>
      {over ? 'To the end' : <><Radio size={12} aria-hidden /> live</>} <span>{events}</span>
    </button>
  )
}
