import type { RunStore } from './run-store.ts'
import { timeWords } from '../ui/time-words.ts'
import { useConnection } from './use-run.ts'
import styles from './stale-note.module.css'

/** Over a canvas that may be behind: since when. */
export function StaleNote({ store }: { readonly store: RunStore }) {
  if (useConnection(store) !== 'offline') return null
  return <p className={styles.note}>No connection since {timeWords(store.connectionSince())}. What you see is from then.</p>
}
