import type { Problem } from '@eddy/workflow'
import styles from './inspector.module.css'

export function ProblemLines({ problems }: { readonly problems: readonly Problem[] }) {
  return (
    <ul className={styles.problems} aria-label="Problems of this step">
      {problems.map((problem) => (
        <li key={problem.code + problem.path} className={styles.problem} data-severity={problem.severity}>
          {problem.message}
          {problem.hint ? <span>{problem.hint}</span> : null}
        </li>
      ))}
    </ul>
  )
}
