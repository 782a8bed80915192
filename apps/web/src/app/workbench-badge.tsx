import styles from './top-bar.module.css'
import { useOpenUndos } from './open-undos.ts'

/** How much waits in the workbench, beside its link; nothing when nothing does. */
export function WorkbenchBadge() {
  const total = useOpenUndos() ?? 0
  if (total === 0) return null
  return (
    <span className={styles.badge} data-count="">
      <span aria-hidden>{total > 999 ? '999+' : total}</span>
      <span className="visually-hidden">, {total} to settle</span>
    </span>
  )
}
