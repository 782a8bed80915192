import { Menu as MenuIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from '../ui/icon-button.tsx'
import { Menu } from '../ui/menu.tsx'
import { MAIN_LINKS, type MainPage } from './main-links.tsx'
import { Mark } from './mark.tsx'
import { navigate } from './router.ts'
import { ThemeSwitch } from './theme-switch.tsx'
import { useLinksFit } from './use-links-fit.ts'
import styles from './top-bar.module.css'

export interface TopBarProps {
  readonly here: MainPage | undefined
  /** What is open. */
  readonly children?: ReactNode
  readonly actions?: ReactNode
}

/** The one bar: the way home, what is open, its actions. */
export function TopBar({ here, children, actions }: TopBarProps) {
  const fit = useLinksFit()
  return (
    <header ref={children === undefined ? fit : undefined} className={styles.bar} data-open={children === undefined ? undefined : ''}>
      <a href="/" className={styles.brand} aria-label="Eddy, home">
        <Mark />
        <span className={styles.word}>Eddy</span>
      </a>
      <nav className={styles.nav} aria-label="Main">
        {MAIN_LINKS.map(({ page, href, title, badge }) => (
          <a key={page} href={href} aria-current={here === page ? 'page' : undefined}>
            {title}
            {badge}
          </a>
        ))}
        {/* takes the place of the links for which there is no room */}
        <span className={styles.more}>
          <Menu trigger={<IconButton label="Pages"><MenuIcon size={16} aria-hidden /></IconButton>} items={MAIN_LINKS.map(({ href, title, badge }) => ({ label: title, badge, onSelect: () => navigate(href) }))} />
        </span>
      </nav>
      <div className={styles.middle}>{children}</div>
      <div className={styles.actions}>
        {actions}
        <ThemeSwitch />
      </div>
    </header>
  )
}
