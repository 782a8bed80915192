import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { client, queryClient, trpc } from '../trpc/client.ts'
import { Button } from '../ui/button.tsx'
import { VerbDialog } from '../ui/verb-dialog.tsx'
import { previewSentence } from './preview-sentence.ts'
import styles from './storage.module.css'

/** Cleans up now, after it has said what goes; tells what went. */
export function CleanUpButton() {
  const [asking, setAsking] = useState(false)
  const preview = useQuery({ ...trpc.storage.preview.queryOptions({}), staleTime: 0, enabled: asking })
  const cleanUp = useMutation({
    mutationFn: () => client.storage.cleanUp.mutate(),
    onSuccess: () =>
      Promise.all([trpc.storage.summary.queryKey(), trpc.storage.preview.queryKey()].map((queryKey) => queryClient.invalidateQueries({ queryKey }))),
  })
  return (
    <>
      <div className={styles.cleanUp}>
        <p className={styles.detail} role="status" aria-label="What the clean-up removed">
          {cleanUp.data ? resultWords(cleanUp.data) : 'It also runs by itself, once an hour.'}
        </p>
        <Button onClick={() => setAsking(true)}>Clean up now …</Button>
      </div>
      {asking ? (
        <VerbDialog
          title="Clean up now?"
          description={preview.data ? previewSentence(preview.data, false) : preview.error ? `What goes is not known: ${preview.error.message}` : '…'}
          verb={preview.data && preview.data.runs > 0 ? `Remove ${preview.data.runs === 1 ? 'one run' : `${preview.data.runs} runs`}` : 'Clean up'}
          tone={preview.data && preview.data.runs > 0 ? 'danger' : 'primary'}
          act={() => cleanUp.mutateAsync()}
          onClose={() => setAsking(false)}
        >
          <p>Their events and the large values that no other run names go with them, for good. Runs that are under way or have left something in place stay.</p>
        </VerbDialog>
      ) : null}
    </>
  )
}

function resultWords({ runs, values }: { readonly runs: number; readonly values: number }): string {
  if (runs === 0) return 'There was nothing to remove.'
  return `${runs === 1 ? 'One run was' : `${runs} runs were`} removed${values > 0 ? `, and ${values === 1 ? 'one large value' : `${values} large values`}` : ''}.`
}
