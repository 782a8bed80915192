import { useQuery } from '@tanstack/react-query'
import { restoreVersion } from '../store/command/restore-version.ts'
import { useEditor, useEditorStore } from '../store/editor-context.tsx'
import { client } from '../trpc/client.ts'
import { ChangedLines } from './changed-lines.tsx'
import { VerbDialog } from './verb-dialog.tsx'

export interface RestoreDialogProps {
  readonly workflowId: string
  readonly number: number
  readonly onClose: () => void
}

/** A version's document becomes the draft again, as one edit; what that changes is told first. */
export function RestoreDialog({ workflowId, number, onClose }: RestoreDialogProps) {
  const store = useEditorStore()
  const document = useEditor((state) => state.document)
  const version = useQuery({ queryKey: ['version', workflowId, number], queryFn: () => client.version.get.query({ workflowId, number }), staleTime: Infinity })
  return (
    <VerbDialog
      title={`Restore version ${number} as draft`}
      description="The draft becomes what that version is, as one edit that can be undone. Nothing is published by it."
      verb="Restore as draft"
      call={async () => {
        const { document: theirs } = version.data ?? (await client.version.get.query({ workflowId, number }))
        store.getState().dispatch(restoreVersion(theirs, number))
      }}
      onClose={onClose}
    >
      {version.data ? <ChangedLines before={document} after={version.data.document} /> : null}
    </VerbDialog>
  )
}
