import type { Catalog } from '@eddy/workflow'
import { X } from 'lucide-react'
import { useStore } from 'zustand'
import { IconButton } from '../ui/icon-button.tsx'
import { SidePanel } from '../ui/side-panel.tsx'
import type { GoalDraftStore } from './goal-draft.ts'
import { GoalForm } from './goal-form.tsx'
import { GoalList } from './goal-list.tsx'
import styles from './goal.module.css'

export interface GoalPanelProps {
  readonly draft: GoalDraftStore
  readonly catalog: Catalog
  readonly onClose: () => void
}

/** From words to a workflow: what is asked for, taken apart, and what each part would be, to accept, edit or refuse. */
export function GoalPanel({ draft, catalog, onClose }: GoalPanelProps) {
  const proposed = useStore(draft, ({ plan }) => plan !== undefined)
  return (
    <SidePanel label="Draft from a goal" onClose={onClose}>
      <header className={styles.head}>
        <h2 className={styles.title}>Draft from a goal</h2>
        <IconButton label="Close the goal" size="small" onClick={onClose}>
          <X size={14} />
        </IconButton>
      </header>
      {proposed ? <GoalList draft={draft} catalog={catalog} onClose={onClose} /> : <GoalForm draft={draft} />}
    </SidePanel>
  )
}
