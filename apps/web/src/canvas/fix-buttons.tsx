import type { Problem } from '@eddy/workflow'
import { Wrench } from 'lucide-react'
import { Button } from '../ui/button.tsx'
import styles from './fix-buttons.module.css'
import type { FixingHands } from './fixing-hands.ts'

/** What helps against one problem, a button each. */
export function FixButtons({ problem, hands }: { readonly problem: Problem; readonly hands: FixingHands }) {
  // problems come with the document that they were found in
  const fixes = hands.fixes(problem)
  if (!fixes.length) return null
  return (
    <span className={styles.fixes} role="group" aria-label={`Fixes for: ${problem.message}`}>
      {fixes.map((fix) => (
        <Button key={fix.label} size="small" onClick={() => hands.fix(fix)}>
          <Wrench size={12} aria-hidden />
          {fix.label}
        </Button>
      ))}
    </span>
  )
}
