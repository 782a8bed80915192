import { useMutation, useQuery } from '@tanstack/react-query'
import type { WorkflowDocument } from '@eddy/workflow'
import { restore } from '../store/command/command.ts'
import { useEditor } from '../store/editor-context.tsx'
import { trpc } from '../trpc/client.ts'
import { Button } from '../ui/button.tsx'
import { showGoal } from './editor-panels.ts'
import { parseDocument } from './parse-document.ts'
import styles from './editor-page.module.css'

/** One sentence, three ways to start, and the key of the palette. */
export function EmptyCanvas({ onAdd }: { readonly onAdd: () => void }) {
  const document = useEditor((state) => state.document)
  const dispatch = useEditor((state) => state.dispatch)
  const notify = useEditor((state) => state.notify)
  const templates = useQuery({ ...trpc.template.list.queryOptions(), staleTime: Infinity })
  const trip = templates.data?.find((template) => template.name === 'book_trip') ?? templates.data?.[0]
  const fill = (from: WorkflowDocument, label: string) => dispatch(restore(label, { ...from, name: document.name }))
  const file = useMutation({
    mutationFn: async (picked: File) => parseDocument(await picked.text()),
    onSuccess: (opened) => fill(opened, 'Open a file'),
    onError: (error) => notify(error.message),
  })
  return (
    <div className={styles.empty}>
      <p>
        Drag a step here, or press <kbd>/</kbd> to find one.
      </p>
      <div className={styles.starters}>
        <Button size="small" onClick={onAdd}>
          One blank step
        </Button>
        <Button size="small" onClick={() => showGoal(true)}>
          Say what it is to do
        </Button>
        {trip ? (
          <Button size="small" onClick={() => fill(trip.document, `Start from ${trip.title}`)}>
            {trip.title}
          </Button>
        ) : null}
        <label className={styles.file}>
          Open a file
          <input
            type="file"
            accept=".json,application/json"
            className="visually-hidden"
            onChange={(event) => {
              const picked = event.target.files?.[0]
              if (picked) file.mutate(picked)
            }}
          />
        </label>
      </div>
    </div>
  )
}
