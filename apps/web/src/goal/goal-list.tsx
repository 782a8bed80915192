import type { Catalog } from '@eddy/workflow'
import type { KeyboardEvent } from 'react'
import { useStore } from 'zustand'
import { useEditorStore } from '../store/editor-context.tsx'
import { Button } from '../ui/button.tsx'
import { acceptGoals } from './accept-goals.ts'
import type { GoalDraftStore } from './goal-draft.ts'
import { GoalItem } from './goal-item.tsx'
import type { GoalStanding } from './proposal.ts'
import { useProposal } from './use-proposal.ts'
import styles from './goal.module.css'

export interface GoalListProps {
  readonly draft: GoalDraftStore
  readonly catalog: Catalog
  readonly onClose: () => void
}

/** The sub-goals in order. Arrows go through them, A accepts up to one, R refuses it. */
export function GoalList({ draft, catalog, onClose }: GoalListProps) {
  const editor = useEditorStore()
  const proposal = useProposal(draft)
  const selected = useStore(draft, (state) => state.selected)
  const by = useStore(draft, ({ plan }) => plan?.by ?? 'rules')
  const standing = proposal?.standing ?? []
  const left = standing.filter(({ state }) => state === 'proposed').length
  const keys = (event: KeyboardEvent) => {
    if (event.target instanceof Element && event.target.closest('input, textarea, [role=combobox], [role=listbox]')) return
    const act = keyed(event.key, { standing, selected, draft, accept: (id) => acceptGoals(editor, draft, id) })
    if (!act) return
    event.preventDefault()
    act()
  }
  return (
    <div className={styles.proposal} onKeyDown={keys}>
      <p className={styles.quiet} role="status">{leftWords(standing, left, by)}</p>
      <ol className={styles.list} aria-label="Sub-goals">
        {standing.map(({ goal, state }) => (
          <GoalItem key={goal.id} goal={goal} state={state} selected={goal.id === selected} catalog={catalog} draft={draft} onAccept={() => acceptGoals(editor, draft, goal.id)} />
        ))}
      </ol>
      <footer className={styles.foot}>
        {left > 0 ? <Button tone="primary" onClick={() => acceptGoals(editor, draft)}>{left === 1 ? 'Accept it' : `Accept all ${left}`}</Button> : <Button tone="primary" onClick={() => { draft.forget(); onClose() }}>Done</Button>}
        <Button onClick={draft.forget}>{left > 0 ? 'Another goal' : 'Next goal'}</Button>
      </footer>
    </div>
  )
}

function leftWords(standing: readonly GoalStanding[], left: number, by: string): string {
  const who = by === 'rules' ? 'by rules' : `by ${by}`
  if (left === 0) return 'All of it is decided. Undo (Ctrl+Z) takes back what was accepted.'
  return `${standing.length === 1 ? 'One step' : `${standing.length} steps`} proposed ${who}${left === standing.length ? '' : `, ${left} to decide`}. They stand on the canvas as ghosts.`
}

interface Keyed {
  readonly standing: readonly GoalStanding[]
  readonly selected: string | undefined
  readonly draft: GoalDraftStore
  readonly accept: (id: string) => void
}

function keyed(key: string, { standing, selected, draft, accept }: Keyed): (() => void) | undefined {
  const at = standing.findIndex(({ goal }) => goal.id === selected)
  const here = standing[at]
  const step = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0
  if (step !== 0) return () => draft.select(standing[Math.min(standing.length - 1, Math.max(0, at + step))]?.goal.id)
  if (!here || here.state === 'accepted') return undefined
  if (key.toLowerCase() === 'a' && here.state === 'proposed') return () => accept(here.goal.id)
  if (key.toLowerCase() === 'r') return () => draft.refuse(here.goal.id, here.state === 'proposed')
  return undefined
}
