import { useOfferedTasks } from './offered-tasks.ts'
import styles from './top-bar.module.css'

/** How many tasks nobody has claimed, beside the link to them; nothing when all are in hands. */
export function TasksCount() {
  const offered = useOfferedTasks() ?? 0
  if (offered === 0) return null
  return (
    <>
      <span className={styles.count} data-count="" aria-hidden>
        {offered > 99 ? '99+' : offered}
      </span>
      <span className="visually-hidden">{offered} that nobody has claimed</span>
    </>
  )
}
