import { Menu as Base } from '@base-ui/react/menu'
import type { ReactElement, ReactNode } from 'react'
import styles from './overlay.module.css'

export interface MenuItem {
  readonly label: string
  readonly icon?: ReactNode
  readonly hint?: string
  /** How much waits there. */
  readonly badge?: ReactNode
  readonly disabled?: boolean
  readonly onSelect: () => void
}

/** A button that opens a list of commands. */
export function Menu({ trigger, items }: { readonly trigger: ReactElement; readonly items: readonly MenuItem[] }) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={6} align="end" className={styles.positioner}>
          <Base.Popup className={styles.popup}>
            {items.map((item) => (
              <Base.Item key={item.label} className={styles.item} disabled={item.disabled ?? false} onClick={item.onSelect}>
                {item.icon}
                {item.label}
                {item.badge}
                {item.hint ? <span className={styles.hint}>{item.hint}</span> : null}
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
