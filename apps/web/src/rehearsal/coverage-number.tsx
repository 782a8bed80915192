import { Undo2 } from 'lucide-react'
import { useRehearsal } from './rehearsal-context.tsx'
import styles from './coverage-number.module.css'

/** One number for the workflow: what of its effects is taken back. */
export function CoverageNumber() {
  const coverage = useRehearsal((state) => state.coverage)
  const show = useRehearsal((state) => state.show)
  if (coverage === undefined || coverage.steps.length === 0) return null
  return (
    <button type="button" className={styles.number} data-short={coverage.percent < 100 ? '' : undefined} title={coverage.sentence} aria-label={`Compensation coverage ${coverage.percent} %`} onClick={() => show(true, 'coverage')}>
      <Undo2 size={14} aria-hidden /> {coverage.percent} %
    </button>
  )
}
