import { useSyncExternalStore } from 'react'
import type { RunStore } from './run-store.ts'
import { isOver } from '../ui/run-status.ts'
import { timeWords } from '../ui/time-words.ts'
import { useConnection } from './use-run.ts'
import styles from './connection-chip.module.css'

/** Whether what is on the screen is what the server knows. */
export function ConnectionChip({ store }: { readonly store: RunStore }) {
  const connection = useConnection(store)
  // not the summary, which is another one with every event
  const over = useSyncExternalStore(store.subscribe, () => isOver(store.run().status))
  // nothing more comes of itself
  if (connection === 'live' && over) return null
  const words = connection === 'offline' ? `Offline since ${timeWords(store.connectionSince())}` : { 'catching-up': 'Catching up', live: 'Live' }[connection]
  return (
    <span className={styles.chip} data-connection={connection} role="status" aria-label={`Connection: ${words}`}>
      {words}
    </span>
  )
}
