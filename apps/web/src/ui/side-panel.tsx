import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'
import styles from './side-panel.module.css'

export interface SidePanelProps {
  readonly label: string
  readonly onClose: () => void
  readonly children: ReactNode
}

/** Lies beside the drawing and stops nobody. The keyboard comes with it, and goes back where it was; Escape closes it. */
export function SidePanel({ label, onClose, children }: SidePanelProps) {
  const panel = useRef<HTMLElement>(null)
  useEffect(() => {
    const before = document.activeElement
    panel.current?.focus()
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  const leave = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || (event.target instanceof Element && event.target.closest('[role=dialog], [role=menu]'))) return
    event.stopPropagation()
    onClose()
  }
  return (
    <aside ref={panel} className={styles.panel} aria-label={label} tabIndex={-1} onKeyDown={leave}>
      {children}
    </aside>
  )
}
