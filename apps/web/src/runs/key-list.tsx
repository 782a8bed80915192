import { runKeys } from './use-run-keys.ts'
import styles from './key-list.module.css'

/** What the keys of the run view do. */
export function KeyList() {
  return (
    <dl className={styles.keys}>
      {runKeys.map(({ key, does }) => (
        <div key={key}>
          <dt><kbd>{key}</kbd></dt>
          <dd>{does}</dd>
        </div>
      ))}
    </dl>
  )
}
