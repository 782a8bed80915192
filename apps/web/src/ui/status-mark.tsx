import type { StepStatus } from '@eddy/engine'
import { StateMark } from './state-mark.tsx'
import { markOf } from './step-state.ts'
import styles from './status-mark.module.css'

/** The mark of a status; what has not begun has none, but keeps the room of one. */
export function StatusMark({ status }: { readonly status: StepStatus }) {
  const mark = markOf(status)
  return mark ? <StateMark mark={mark} /> : <span className={styles.none} aria-hidden="true" />
}
