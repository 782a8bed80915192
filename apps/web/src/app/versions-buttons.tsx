import { GitBranch, Upload } from 'lucide-react'
import { useEditor } from '../store/editor-context.tsx'
import { Button } from '../ui/button.tsx'
import { LiveMark } from '../versions/live-mark.tsx'
import { showOver, showVersions, usePanels } from './editor-panels.ts'
import { publishBlocked } from './publish-blocked.ts'
import styles from './versions-buttons.module.css'

/** What is live, and whether the draft has moved on; opens the versions. */
export function VersionsButton({ id }: { readonly id: string }) {
  const open = usePanels((panels) => panels.versions)
  return (
    <button type="button" className={styles.versions} aria-pressed={open} aria-keyshortcuts="V" title="Versions (V)" onClick={() => showVersions(!open)}>
      <GitBranch size={16} aria-hidden />
      <span className="visually-hidden">Versions</span>
      <LiveMark workflowId={id} />
    </button>
  )
}

export function PublishButton() {
  const blocked = useEditor((state) => publishBlocked(state.document))
  return (
    <Button disabled={blocked !== undefined} title={blocked ?? 'Publish (Shift+V)'} aria-keyshortcuts="Shift+V" onClick={() => showOver('publish')}>
      <Upload size={14} aria-hidden />
      Publish
    </Button>
  )
}
