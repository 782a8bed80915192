import type { ReactNode } from 'react'
import { ReadOnlyBar } from './read-only-bar.tsx'
import { TroubleBar } from './trouble-bar.tsx'
import styles from './shell.module.css'

/** The bar on top and one screen under it. */
export function Shell({ title, bar, children }: { readonly title: string; readonly bar: ReactNode; readonly children: ReactNode }) {
  return (
    <div className={styles.shell}>
      <title>{title === 'Eddy' ? title : `${title} · Eddy`}</title>
      {bar}
      <TroubleBar />
      <ReadOnlyBar />
      <div className={styles.screen}>{children}</div>
    </div>
  )
}
