import { History, Play } from 'lucide-react'
import { useState } from 'react'
import { RunDialog } from '../runs/run-dialog.tsx'
import { useEditor } from '../store/editor-context.tsx'
import { Button } from '../ui/button.tsx'
import { navigate } from './router.ts'
import { SaveMark } from './save-mark.tsx'
import { TopBar } from './top-bar.tsx'
import { useEditorTitle } from './use-editor-title.ts'
import styles from './editor-page.module.css'

export function EditorBar({ id }: { readonly id: string }) {
  const [running, setRunning] = useState(false)
  const title = useEditorTitle()
  const document = useEditor((state) => state.document)
  const flush = useEditor((state) => state.flush)
  const notify = useEditor((state) => state.notify)
  const saved = useEditor((state) => state.save.kind)

  // a run takes the stored draft, so what is on the screen must be stored first
  const open = () => {
    flush().then(
      () => setRunning(true),
      () => notify('The draft could not be saved, so it cannot be run yet.'),
    )
  }
  return (
    <TopBar
      here="workflows"
      actions={
        <>
          <a className={styles.runs} href={`/runs?workflow=${encodeURIComponent(id)}`}>
            <History size={16} aria-hidden />
            <span>Its runs</span>
          </a>
          <Button tone="primary" disabled={saved === 'offline' || saved === 'stale' || document.steps.length === 0} onClick={open}>
            <Play size={14} fill="currentColor" aria-hidden />
            Run
          </Button>
        </>
      }
    >
      <h1 className={styles.title}>{title}</h1>
      <SaveMark />
      <RunDialog workflow={{ id, name: document.name, document }} open={running} onOpenChange={setRunning} onStarted={(runId) => navigate(`/runs/${runId}`)} />
    </TopBar>
  )
}
