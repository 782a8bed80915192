import styles from './top-bar.module.css'

/** The product's mark is its subject: out on a solid line, back on a dashed one. */
export function Mark() {
  return (
    <svg className={styles.mark} width="22" height="22" viewBox="0 0 24 24" fill="none" strokeWidth="2.4" strokeLinecap="round" aria-hidden>
      <path d="M4 7.5h11a4.75 4.75 0 0 1 0 9.5" data-way="out" />
      <path d="M14.5 17H4" strokeDasharray="3.4 3.6" data-way="back" />
    </svg>
  )
}
