import type { ReactNode } from 'react'
import styles from './inspector.module.css'

export interface SectionProps {
  readonly title: string
  readonly note?: string
  /** A control at the right of the title. */
  readonly action?: ReactNode
  readonly children?: ReactNode
}

export function Section({ title, note, action, children }: SectionProps) {
  return (
    <section className={styles.section} aria-label={title}>
      <header>
        <h3>{title}</h3>
        {action}
      </header>
      {note ? <p className={styles.note}>{note}</p> : null}
      {children}
    </section>
  )
}
