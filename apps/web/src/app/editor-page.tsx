import { catalog } from '@eddy/steps/contract'
import type { WorkflowDocument } from '@eddy/workflow'
import { ReactFlowProvider } from '@xyflow/react'
import { useEffect, useState } from 'react'
import { createEditorStore } from '../store/editor-store.ts'
import { EditorContext } from '../store/editor-context.tsx'
import { EditorBar } from './editor-bar.tsx'
import { EditorWorkspace } from './editor-workspace.tsx'
import { noteSaved } from './last-saved.ts'
import { saveDraft } from './save-draft.ts'
import { Shell } from './shell.tsx'
import { StaleDialog } from './stale-dialog.tsx'
import { useEditorTitle } from './use-editor-title.ts'
import { validateInWorker } from './validate/validate-in-worker.ts'
import { validateDraft } from './validate-draft.ts'

export interface EditorPageProps {
  readonly workflow: { readonly id: string; readonly document: WorkflowDocument; readonly revision: number; readonly updatedAt: string }
}

export function EditorPage({ workflow }: EditorPageProps) {
  const { id, document, revision, updatedAt } = workflow
  const [store] = useState(() => createEditorStore({ id, document, revision, savedAt: updatedAt, validate: validateDraft, validateLater: validateInWorker, save: saveDraft(id) }))

  // what is unsaved goes out before the page does
  useEffect(() => {
    const flush = () => void store.getState().flush()
    const hidden = () => window.document.visibilityState === 'hidden' && flush()
    const warn = (event: BeforeUnloadEvent) => {
      if (store.getState().save.kind !== 'saved') event.preventDefault()
    }
    const stop = store.subscribe(({ save }) => {
      if (save.kind === 'saved' && save.at !== undefined) noteSaved(save.at)
    })
    window.document.addEventListener('visibilitychange', hidden)
    window.addEventListener('pagehide', flush)
    window.addEventListener('beforeunload', warn)
    return () => {
      stop()
      flush()
      window.document.removeEventListener('visibilitychange', hidden)
      window.removeEventListener('pagehide', flush)
      window.removeEventListener('beforeunload', warn)
    }
  }, [store])

  return (
    <EditorContext value={store}>
      <ReactFlowProvider>
        <Editor id={id} />
      </ReactFlowProvider>
    </EditorContext>
  )
}

function Editor({ id }: { readonly id: string }) {
  return (
    <Shell title={useEditorTitle()} bar={<EditorBar id={id} />}>
      <EditorWorkspace catalog={catalog} />
      <StaleDialog />
    </Shell>
  )
}
