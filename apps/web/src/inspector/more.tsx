import { type ReactNode, useState } from 'react'
import styles from './inspector.module.css'

export interface MoreProps {
  readonly summary: string
  /** Something in it is filled in. */
  readonly startOpen: boolean
  readonly children: ReactNode
}

/** What is seldom needed; it stays open while it is cleared. */
export function More({ summary, startOpen, children }: MoreProps) {
  const [open, setOpen] = useState(startOpen)
  return (
    <details className={styles.more} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{summary}</summary>
      <div className={styles.stack}>{children}</div>
    </details>
  )
}
