import { byteWords } from './byte-words.ts'
import styles from './storage.module.css'

export interface Size {
  readonly key: string
  readonly name: string
  readonly bytes: number
  readonly detail: string
  readonly href?: string
}

/** What takes how much, the largest first, each as a share of the largest. */
export function SizeBars({ label, sizes }: { readonly label: string; readonly sizes: readonly Size[] }) {
  const largest = Math.max(1, ...sizes.map(({ bytes }) => bytes))
  return (
    <ul className={styles.bars} aria-label={label}>
      {sizes.map(({ key, name, bytes, detail, href }) => (
        <li key={key} className={styles.size}>
          <span className={styles.sizeName}>{href === undefined ? name : <a href={href}>{name}</a>}</span>
          <span className={styles.track} aria-hidden>
            <span className={styles.fill} style={{ inlineSize: `${(bytes / largest) * 100}%` }} />
          </span>
          <span className={styles.amount}>{byteWords(bytes)}</span>
          <span className={styles.detail}>{detail}</span>
        </li>
      ))}
    </ul>
  )
}
