import { FlaskConical } from 'lucide-react'
import { CoverageNumber } from '../rehearsal/coverage-number.tsx'
import { useRehearsal } from '../rehearsal/rehearsal-context.tsx'
import { useEditor } from '../store/editor-context.tsx'
import { Button } from '../ui/button.tsx'
import styles from './rehearsal-button.module.css'

/** Rehearses with nothing going wrong, and shows the matrix under it; pressed again it is put away. */
export function RehearsalButton() {
  const open = useRehearsal((state) => state.open)
  const show = useRehearsal((state) => state.show)
  const perform = useRehearsal((state) => state.perform)
  const empty = useEditor((state) => state.document.steps.length === 0)
  const toggle = () => {
    if (open) return show(false)
    show(true, 'matrix')
    perform([])
  }
  return (
    <>
      <CoverageNumber />
      <Button disabled={empty} aria-label="Rehearse" aria-pressed={open} onClick={toggle}>
        <FlaskConical size={14} aria-hidden />
        <span className={styles.label}>Rehearse</span>
      </Button>
    </>
  )
}
