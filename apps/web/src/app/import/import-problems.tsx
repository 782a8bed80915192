import type { Problem } from '@eddy/workflow'
import styles from './import.module.css'

const SHOWN = 100

/** Everything that is wrong at once, with its place. */
export function ImportProblems({ title, problems }: { readonly title: string; readonly problems: readonly Problem[] }) {
  if (problems.length === 0) return null
  return (
    <section aria-label={title} className={styles.section}>
      <p>{title}</p>
      {/* it scrolls, and holds nothing that could be focused */}
      <ul className={styles.rows} aria-label={title} tabIndex={0}>
        {problems.slice(0, SHOWN).map(({ path, step, message, severity }, index) => (
          <li key={index} className={styles.row}>
            <span className={styles.words}>
              {message}
              <span className={styles.note}>
                {severity === 'error' ? 'Error' : 'Warning'} at {step ?? (path === '' ? 'the document' : path)}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {problems.length > SHOWN ? <p className={styles.note}>… and {problems.length - SHOWN} more.</p> : null}
    </section>
  )
}
