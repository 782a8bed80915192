import type { SubGoal } from '@eddy/steps/goal'
import type { Catalog } from '@eddy/workflow'
import { Check, CircleDashed, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { KindTile } from '../ui/kind-tile.tsx'
import { GoalDetail } from './goal-detail.tsx'
import type { GoalDraftStore } from './goal-draft.ts'
import type { GoalStanding } from './proposal.ts'
import styles from './goal.module.css'

export interface GoalItemProps {
  readonly goal: SubGoal
  readonly state: GoalStanding['state']
  readonly selected: boolean
  readonly catalog: Catalog
  readonly draft: GoalDraftStore
  readonly onAccept: () => void
}

const marks = { proposed: CircleDashed, accepted: Check, refused: X } as const
const words = { proposed: 'Proposed', accepted: 'Accepted', refused: 'Refused' } as const

/** One sub-goal: what it says and the step that would do it. */
export function GoalItem({ selected, ...props }: GoalItemProps) {
  const { goal, state, catalog, draft } = props
  const { id, text, step } = goal
  const item = useRef<HTMLLIElement>(null)
  const contract = catalog.get(step.kind)
  const Mark = marks[state]
  // the ghost that was pressed on the canvas is looked at here
  useEffect(() => {
    if (selected) item.current?.scrollIntoView({ block: 'nearest' })
  }, [selected])
  return (
    <li ref={item} className={styles.item} data-state={state} data-selected={selected ? '' : undefined} aria-current={selected || undefined} aria-label={text}>
      <button type="button" className={styles.summary} aria-expanded={selected} onClick={() => draft.select(selected ? undefined : id)}>
        <KindTile icon={contract?.icon ?? 'circle'} group={contract?.group} size="small" />
        <span className={styles.words}>
          <strong>{step.title ?? text}</strong>
          <span className={styles.quiet}>{[contract?.title ?? step.kind, ...facts(goal, state)].join(' · ')}</span>
        </span>
        <span className={styles.state}>
          <Mark size={14} aria-hidden />
          {words[state]}
        </span>
      </button>
      {selected ? <GoalDetail {...props} /> : null}
    </li>
  )
}

function facts({ beside, open }: SubGoal, state: GoalStanding['state']): readonly string[] {
  const count = state === 'refused' ? 0 : open.length
  return [...(beside ? ['beside the one above'] : []), ...(count > 0 ? [count === 1 ? '1 open' : `${count} open`] : [])]
}
