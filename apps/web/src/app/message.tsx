import type { ReactNode } from 'react'
import styles from './message.module.css'

/** A screen that has one thing to say. */
export function Message({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <main className={styles.message}>
      <h1>{title}</h1>
      {children}
    </main>
  )
}
