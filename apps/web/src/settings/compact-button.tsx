import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { client, queryClient, trpc } from '../trpc/client.ts'
import { Button } from '../ui/button.tsx'
import { VerbDialog } from '../ui/verb-dialog.tsx'
import { byteWords } from './byte-words.ts'
import styles from './storage.module.css'

/** Gives all room that is no longer used back at once, and tells how much that was. */
export function CompactButton() {
  const [asking, setAsking] = useState(false)
  const compact = useMutation({
    mutationFn: () => client.storage.compact.mutate(),
    onSuccess: () => Promise.all([trpc.storage.summary.queryKey(), trpc.storage.preview.queryKey()].map((queryKey) => queryClient.invalidateQueries({ queryKey }))),
  })
  return (
    <>
      <div className={styles.cleanUp}>
        <p className={styles.detail} role="status" aria-label="What compacting gave back">
          {compact.data ? givenBack(compact.data.freed) : 'The room of removed runs is used again by new ones. Compacting gives it back to the disk.'}
        </p>
        <Button onClick={() => setAsking(true)}>Compact …</Button>
      </div>
      {asking ? (
        <VerbDialog
          title="Compact the database?"
          description="It cleans up first, by how long runs are kept; then every table is written anew without the room that nothing uses."
          verb="Compact"
          act={() => compact.mutateAsync()}
          onClose={() => setAsking(false)}
        >
          <p>On a PostgreSQL server each table is locked while it is written anew: runs wait for it, and go on by themselves.</p>
        </VerbDialog>
      ) : null}
    </>
  )
}

function givenBack(bytes: number): string {
  return bytes > 0 ? `${byteWords(bytes)} were given back.` : 'There was no room to give back.'
}
