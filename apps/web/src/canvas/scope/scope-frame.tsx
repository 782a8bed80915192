import type { CardData } from '../nodes.ts'
import styles from './folded-card.module.css'

/** The ground of the container that is looked into. */
export function ScopeFrame({ data }: { readonly data: CardData }) {
  const empty = !data.step.steps?.length && !data.step.branches?.length
  return (
    <div className={styles.frame}>
      {empty ? <p className={styles.empty}>Nothing is in {data.title} yet. Drop a step here.</p> : null}
      {data.branches.map((label) => (
        <span key={label.text + label.y} className={styles.branch} style={{ left: label.x, top: label.y }}>
          {label.text}
        </span>
      ))}
    </div>
  )
}
