import { Button } from '../ui/button.tsx'
import type { useTriggers } from './use-triggers.ts'
import styles from './triggers.module.css'

/** That the triggers are being read, or could not be. */
export function TriggersState({ triggers }: { readonly triggers: ReturnType<typeof useTriggers> }) {
  if (triggers.isPending) return <div className={styles.loading} aria-busy="true" aria-label="Loading triggers" />
  if (!triggers.isError) return null
  return (
    <div className={styles.nothing} role="alert">
      <p>The triggers could not be listed: {triggers.error.message}</p>
      <Button size="small" onClick={() => void triggers.refetch()}>
        Try again
      </Button>
    </div>
  )
}
