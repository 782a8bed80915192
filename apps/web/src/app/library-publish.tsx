import { lazy, Suspense } from 'react'
import { useEditor } from '../store/editor-context.tsx'
import { useDisplayName } from './display-name.ts'
import { showOver, usePanels } from './editor-panels.ts'

const PublishDialog = lazy(async () => ({ default: (await import('../library/publish-dialog.tsx')).PublishDialog }))

/** Publishes the open workflow to the library. */
export function LibraryPublish({ id }: { readonly id: string }) {
  const open = usePanels(({ over }) => over === 'share')
  const document = useEditor((state) => state.document)
  const flush = useEditor((state) => state.flush)
  const person = useDisplayName()
  if (!open) return null
  return (
    <Suspense fallback={null}>
      <PublishDialog workflowId={id} document={document} person={person} flush={flush} onClose={() => showOver(undefined)} />
    </Suspense>
  )
}
