import { PublishDialog } from '../versions/publish-dialog.tsx'
import { VersionsPanel } from '../versions/versions-panel.tsx'
import { focusClashes } from './clash-focus.ts'
import { useDisplayName } from './display-name.ts'
import { showOver, showVersions, usePanels } from './editor-panels.ts'

/** The versions beside the drawing, and what publishes the draft. */
export function EditorVersions({ workflowId, onJump }: { readonly workflowId: string; readonly onJump: (path: string) => void }) {
  const shown = usePanels((panels) => panels.versions)
  const publishing = usePanels((panels) => panels.over === 'publish')
  const by = useDisplayName()
  return (
    <>
      {shown ? <VersionsPanel workflowId={workflowId} onClose={() => showVersions(false)} onPublish={() => showOver('publish')} /> : null}
      {publishing ? <PublishDialog workflowId={workflowId} by={by} onClose={() => showOver(undefined)} onJump={onJump} onClashes={focusClashes} /> : null}
    </>
  )
}
