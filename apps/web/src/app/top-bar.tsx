import type { ReactNode } from 'react'
import { InboxLink } from './inbox-link.tsx'
import { Mark } from './mark.tsx'
import { ThemeSwitch } from './theme-switch.tsx'
import { WorkbenchBadge } from './workbench-badge.tsx'
import styles from './top-bar.module.css'

export interface TopBarProps {
  readonly here: 'workflows' | 'runs' | 'failures' | 'workbench' | 'inbox' | 'settings' | undefined
  /** What is open. */
  readonly children?: ReactNode
  readonly actions?: ReactNode
}

export function TopBar({ here, children, actions }: TopBarProps) {
  return (
    <header className={styles.bar} data-open={children === undefined ? undefined : ''}>
      <a href="/" className={styles.brand} aria-label="Eddy, home">
        <Mark />
        <span className={styles.word}>Eddy</span>
      </a>
      <nav className={styles.nav} aria-label="Main">
        <a href="/" aria-current={here === 'workflows' ? 'page' : undefined}>
          Workflows
        </a>
        <a href="/runs" aria-current={here === 'runs' ? 'page' : undefined}>
          Runs
        </a>
        <a href="/failures" className={styles.failures} aria-current={here === 'failures' ? 'page' : undefined}>
          Failures
        </a>
        <a href="/workbench" className={styles.workbench} aria-current={here === 'workbench' ? 'page' : undefined}>
          <span className={styles.workbenchWord}>Workbench</span>
          <WorkbenchBadge />
        </a>
        <InboxLink here={here === 'inbox'} />
        <a href="/settings" aria-current={here === 'settings' ? 'page' : undefined}>
          Settings
        </a>
      </nav>
      <div className={styles.middle}>{children}</div>
      <div className={styles.actions}>
        {actions}
        <ThemeSwitch />
      </div>
    </header>
  )
}
