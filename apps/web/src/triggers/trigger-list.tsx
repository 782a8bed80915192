import { useState } from 'react'
import { TriggerLine } from './trigger-line.tsx'
import type { TriggerRow } from './trigger-types.ts'
import { TriggerDialogs, type TriggerVerb } from './trigger-dialogs.tsx'
import styles from './triggers.module.css'

export interface TriggerListProps {
  readonly triggers: readonly TriggerRow[]
  /** Beside the drawing, where there is little room and the workflow is known. */
  readonly compact?: boolean
  /** The one that is open first. */
  readonly wanted?: string | undefined
}

/** Triggers with what they fired last and when they are due, and what can be done about them. */
export function TriggerList({ triggers, compact = false, wanted }: TriggerListProps) {
  const [open, setOpen] = useState(wanted)
  const [verb, setVerb] = useState<TriggerVerb>()
  return (
    <>
      <ul className={`${styles.rows} ${compact ? styles.compact : ''}`} aria-label="Triggers">
        {triggers.map((trigger) => (
          <TriggerLine key={trigger.id} trigger={trigger} compact={compact} open={open === trigger.id} onOpen={(opened) => setOpen(opened ? trigger.id : undefined)} onVerb={(what) => setVerb({ what, trigger })} />
        ))}
      </ul>
      {verb ? <TriggerDialogs verb={verb} onClose={() => setVerb(undefined)} /> : null}
    </>
  )
}
