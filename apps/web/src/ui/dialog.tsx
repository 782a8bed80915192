import { Dialog as Base } from '@base-ui/react/dialog'
import type { ReactNode } from 'react'
import styles from './overlay.module.css'
import { useFocusAtOnce } from './use-focus-at-once.ts'

export interface DialogProps {
  readonly open: boolean
  readonly onOpenChange?: (open: boolean) => void
  readonly title: string
  readonly description?: ReactNode
  /** For what is read in columns. */
  readonly wide?: boolean
  readonly children?: ReactNode
  /** The buttons, the main one last. */
  readonly actions?: ReactNode
}

export function Dialog({ open, onOpenChange, title, description, wide, children, actions }: DialogProps) {
  const focus = useFocusAtOnce()
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange?.(next)}>
      <Base.Portal>
        <Base.Backdrop className={styles.backdrop} />
        <Base.Popup className={styles.dialog} data-wide={wide ? '' : undefined} {...focus}>
          <Base.Title className={styles.title}>{title}</Base.Title>
          {description ? <Base.Description className={styles.description}>{description}</Base.Description> : null}
          {children}
          {actions ? <div className={styles.actions}>{actions}</div> : null}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
