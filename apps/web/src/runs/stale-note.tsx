import type { RunStore } from './run-store.ts'
import { timeWords } from '../ui/time-words.ts'
import { useAway } from './use-run.ts'
import styles from './stale-note.module.css'

/** Over a canvas that may be behind: since when. */
export function StaleNote({ store }: { readonly store: RunStore }) {
  const away = useAway(store)
  return away === undefined ? null : <p className={styles.note}>No connection since {timeWords(away)}. What you see is from then.</p>
}
