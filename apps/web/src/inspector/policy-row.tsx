import { ChevronDown, ChevronRight } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import { RemoveButton } from './remove-button.tsx'
import styles from './policy-row.module.css'

export interface PolicyRowProps {
  /** Its name for screen readers, `Guard 1`. */
  readonly label: string
  /** The whole policy in one sentence. */
  readonly sentence: string
  readonly startOpen?: boolean
  readonly onRemove?: () => void
  readonly children: ReactNode
}

/** A policy as a sentence, which opens the fields that make it. */
export function PolicyRow({ label, sentence, startOpen = false, onRemove, children }: PolicyRowProps) {
  const [open, setOpen] = useState(startOpen)
  const id = useId()
  const Chevron = open ? ChevronDown : ChevronRight
  return (
    <div className={styles.policy} role="group" aria-label={label}>
      <div className={styles.head}>
        <button type="button" className={styles.sentence} aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
          <Chevron size={14} aria-hidden />
          <span>{sentence}</span>
        </button>
        {onRemove ? <RemoveButton label={`Remove ${label.charAt(0).toLowerCase()}${label.slice(1)}`} onClick={onRemove} /> : null}
      </div>
      <div id={id} className={styles.fields} hidden={!open}>
        {open ? children : null}
      </div>
    </div>
  )
}
