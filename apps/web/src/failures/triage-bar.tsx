import { CheckCheck, Undo2, UserRound, X } from 'lucide-react'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import type { FailureRow } from './failure-types.ts'
import type { AskedTriage } from './triage-dialogs.tsx'
import styles from './failures.module.css'

interface TriageBarProps {
  readonly rows: readonly FailureRow[]
  readonly onAsk: (asked: AskedTriage) => void
  readonly onClear: () => void
}

/** What can be made of the failures that are picked. */
export function TriageBar({ rows, onAsk, onClear }: TriageBarProps) {
  const resolved = rows.filter(({ state }) => state === 'resolved')
  const open = rows.filter(({ state }) => state !== 'resolved')
  return (
    <div className={styles.bar} role="toolbar" aria-label="Selected failures">
      <span className={styles.picked} role="status" aria-label="Selection">{rows.length} selected</span>
      <Button size="small" onClick={() => onAsk({ kind: 'assign', rows })}><UserRound size={14} aria-hidden /> Assign …</Button>
      <Button size="small" disabled={open.length === 0} onClick={() => onAsk({ kind: 'resolve', rows: open })}><CheckCheck size={14} aria-hidden /> Resolve …</Button>
      <Button size="small" disabled={resolved.length === 0} onClick={() => onAsk({ kind: 'reopen', rows: resolved })}><Undo2 size={14} aria-hidden /> Reopen</Button>
      <IconButton size="small" label="Select nothing" onClick={onClear}><X size={14} aria-hidden /></IconButton>
    </div>
  )
}
