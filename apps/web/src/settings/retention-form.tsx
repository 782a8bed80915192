import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { client, queryClient, trpc } from '../trpc/client.ts'
import { Button } from '../ui/button.tsx'
import { DaysField } from './days-field.tsx'
import { previewSentence } from './preview-sentence.ts'
import styles from './storage.module.css'

export interface Retention {
  /** Null: for ever. */
  readonly days: number | null
  readonly failedDays: number | null
}

/** How long runs are kept; what that would remove is told before it is kept to. */
export function RetentionForm({ kept }: { readonly kept: Retention }) {
  const [edited, setEdited] = useState<Retention>()
  const retention = edited ?? kept
  const changed = retention.days !== kept.days || retention.failedDays !== kept.failedDays
  const preview = useQuery({ ...trpc.storage.preview.queryOptions({ retention }), placeholderData: (before) => before, staleTime: 0 })
  const save = useMutation({
    mutationFn: () => client.storage.retention.mutate(retention),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: trpc.storage.summary.queryKey() })
      setEdited(undefined)
    },
  })
  return (
    <form
      className={styles.retention}
      aria-label="How long runs are kept"
      onSubmit={(event) => {
        event.preventDefault()
        if (changed) save.mutate()
      }}
    >
      <DaysField label="Runs that succeeded or were cancelled" days={retention.days} onChange={(days) => setEdited({ ...retention, days })} />
      <DaysField label="Runs that failed or were rolled back" days={retention.failedDays} onChange={(failedDays) => setEdited({ ...retention, failedDays })} />
      <p className={styles.preview} role="status" aria-label="What the next clean-up removes" data-removes={preview.data && preview.data.runs > 0 ? '' : undefined}>
        {preview.data ? previewSentence(preview.data, changed) : preview.error ? `What it would remove is not known: ${preview.error.message}` : '…'}
      </p>
      <div className={styles.verbs}>
        {changed ? (
          <Button size="small" tone="quiet" onClick={() => setEdited(undefined)}>
            Leave as it was
          </Button>
        ) : null}
        <Button size="small" type="submit" disabled={!changed || save.isPending}>
          Keep runs so long
        </Button>
      </div>
      {save.error ? (
        <p className={styles.error} role="alert">
          It was not changed: {save.error.message}
        </p>
      ) : null}
    </form>
  )
}
