import { Undo2 } from 'lucide-react'
import { use } from 'react'
import { HandsContext } from './hands-context.ts'
import styles from './undo-ghost.module.css'

/** Stands in the lane under the selected step where its undo is missing: press it to make one. */
export function UndoGhost({ path, title }: { readonly path: string; readonly title: string }) {
  const hands = use(HandsContext)
  if (!hands) return null
  return (
    <button type="button" className={`${styles.ghost} nodrag nopan`} aria-label={`Add undo of ${title}`} title="Add undo (U)" onClick={() => hands.undoOf(path)}>
      <Undo2 size={14} aria-hidden />
      Add undo
    </button>
  )
}
