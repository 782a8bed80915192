import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { SidePanel } from '../ui/side-panel.tsx'
import { TriggerDialog } from './trigger-dialog.tsx'
import { TriggerList } from './trigger-list.tsx'
import { TriggersState } from './triggers-state.tsx'
import { useTriggers } from './use-triggers.ts'
import list from './triggers.module.css'
import styles from './triggers-panel.module.css'

/** What starts the workflow that is open. */
export function TriggersPanel({ workflowId, onClose }: { readonly workflowId: string; readonly onClose: () => void }) {
  const triggers = useTriggers(workflowId)
  const [creating, setCreating] = useState(false)
  return (
    <SidePanel label="Triggers" onClose={onClose}>
      <div className={styles.head}>
        <h2>Triggers</h2>
        <Button size="small" onClick={() => setCreating(true)}>
          <Plus size={14} aria-hidden />
          Add a trigger
        </Button>
        <IconButton label="Close the triggers" size="small" onClick={onClose}>
          <X size={14} />
        </IconButton>
      </div>
      <div className={styles.content}>
        <TriggersState triggers={triggers} />
        {triggers.data?.length === 0 ? <p className={list.nothing}>Nothing starts this workflow by itself. Add a webhook, a schedule, or something else that does.</p> : null}
        {triggers.data && triggers.data.length > 0 ? <TriggerList triggers={triggers.data} compact /> : null}
      </div>
      {creating ? <TriggerDialog workflowId={workflowId} onClose={() => setCreating(false)} /> : null}
    </SidePanel>
  )
}
