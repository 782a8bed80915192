import type { RunStore } from './run-store.ts'
import { isOver } from '../ui/run-status.ts'
import { timeWords } from '../ui/time-words.ts'
import { useConnection, useRunSummary } from './use-run.ts'
import styles from './connection-chip.module.css'

/** Whether what is on the screen is what the server knows. */
export function ConnectionChip({ store }: { readonly store: RunStore }) {
  const connection = useConnection(store)
  const over = isOver(useRunSummary(store).status)
  // nothing more comes of itself
  if (connection === 'live' && over) return null
  const words = { 'catching-up': 'Catching up', live: 'Live', offline: `Offline since ${timeWords(store.connectionSince())}` }[connection]
  return (
    <span className={styles.chip} data-connection={connection} role="status" aria-label={`Connection: ${words}`}>
      {words}
    </span>
  )
}
