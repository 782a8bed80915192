import type { Catalog } from '@eddy/workflow'
import { Undo2 } from 'lucide-react'
import { Button } from '../ui/button.tsx'
import { changeKind } from './change-kind.ts'
import { GoalFields } from './goal-fields.tsx'
import type { GoalItemProps } from './goal-item.tsx'
import { undoWords } from './undo-words.ts'
import styles from './goal.module.css'

/** Why it would be done so, how it is undone, what is open, and what can be done about it. */
export function GoalDetail({ goal, state, catalog, draft, onAccept }: Omit<GoalItemProps, 'selected'>) {
  const { id, because, open } = goal
  const proposed = state === 'proposed'
  return (
    <div className={styles.detail}>
      <p className={styles.quiet}>{because}</p>
      <Inner goal={goal} catalog={catalog} />
      <p className={styles.undo}><Undo2 size={13} aria-hidden />{undoWords(goal, catalog)}</p>
      {open.length > 0 ? <ul className={styles.open} aria-label="Still open">{open.map((note) => <li key={note}>{note}</li>)}</ul> : null}
      {proposed ? <GoalFields goal={goal} catalog={catalog} onTitle={(title) => draft.edit((before) => ({ ...before, step: { ...before.step, title } }), id)} onKind={(kind) => draft.edit((before) => changeKind(before, kind), id)} /> : null}
      {state === 'accepted' ? null : (
        <div className={styles.row}>
          {proposed ? <Button size="small" tone="primary" onClick={onAccept}>Accept up to here</Button> : null}
          <Button size="small" onClick={() => draft.refuse(id, proposed)}>{proposed ? 'Refuse' : 'Propose it again'}</Button>
        </div>
      )}
    </div>
  )
}

function Inner({ goal: { inner }, catalog }: Pick<GoalItemProps, 'goal'> & { readonly catalog: Catalog }) {
  if (inner.length === 0) return null
  return (
    <ul className={styles.inner} aria-label="For each">
      {inner.map((one) => <li key={one.id}>{one.step.title} <span className={styles.quiet}>{catalog.get(one.step.kind)?.title}. {undoWords(one, catalog)}</span></li>)}
    </ul>
  )
}
