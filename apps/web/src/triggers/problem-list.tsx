import type { Problem } from '@eddy/workflow'
import styles from './triggers.module.css'

/** All that keeps an input from being one. */
export function ProblemList({ problems }: { readonly problems: readonly Problem[] }) {
  return (
    <ul className={styles.problems} aria-label="Problems">
      {problems.map(({ path, message }) => (
        <li key={path + message}>{path === '' ? message : `${path.slice(1)}: ${message}`}</li>
      ))}
    </ul>
  )
}
