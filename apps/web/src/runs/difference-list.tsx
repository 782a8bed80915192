import { type Difference, shortJson } from '@eddy/workflow'
import styles from './difference-list.module.css'

/** Two values, place by place. */
export function DifferenceList({ label, differences }: { readonly label: string; readonly differences: readonly Difference[] }) {
  return (
    <ul className={styles.list} aria-label={label}>
      {differences.map(({ path, before, after }) => (
        <li key={path}>
          <span className={styles.path}>{path === '' ? 'value' : path}</span>
          <del>{shortJson(before)}</del>
          <ins>{shortJson(after)}</ins>
        </li>
      ))}
    </ul>
  )
}
