import { useEditor } from '../store/editor-context.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'

/** Someone else saved this workflow in between. Nothing is saved until a person has said which one counts. */
export function StaleDialog() {
  const stale = useEditor((state) => state.save.kind === 'stale')
  const resolve = useEditor((state) => state.resolveStale)
  return (
    <Dialog
      open={stale}
      title="This workflow was changed somewhere else"
      description="It was saved elsewhere after you opened it here. Your edits are still on this page and have not been saved."
      actions={
        <>
          <Button onClick={() => resolve('theirs')}>Take theirs, drop my edits</Button>
          <Button tone="primary" onClick={() => resolve('mine')}>
            Keep mine, replace theirs
          </Button>
        </>
      }
    />
  )
}
