import { ChevronDown, ChevronUp, Minus, PenLine, Plus, TextCursorInput } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { IconButton } from '../ui/icon-button.tsx'
import type { ChangeEntry } from './change-entries.ts'
import { FieldValues } from './field-values.tsx'
import styles from './change-list.module.css'

export interface ChangeListProps {
  readonly entries: readonly ChangeEntry[]
  readonly current: string | undefined
  readonly onChoose: (id: string | undefined) => void
  readonly onGo: (by: 1 | -1) => void
}

const words = { added: 'Added', removed: 'Removed', changed: 'Changed', renamed: 'Renamed' } as const
const icons = { added: Plus, removed: Minus, changed: PenLine, renamed: TextCursorInput } as const

/** Everything that changed, one after the other; the one that is looked at field by field. */
export function ChangeList({ entries, current, onChoose, onGo }: ChangeListProps) {
  if (entries.length === 0) return <p className={styles.none}>Nothing that means anything differs. Cards may stand elsewhere, and notes may read differently.</p>
  const at = entries.findIndex(({ id }) => id === current)
  return (
    <>
      <div className={styles.bar}>
        <span className={styles.count} role="status" aria-label="Which change">{at === -1 ? `${entries.length} ${entries.length === 1 ? 'change' : 'changes'}` : `${at + 1} of ${entries.length}`}</span>
        <IconButton label="Previous change" shortcut="K" size="small" onClick={() => onGo(-1)}>
          <ChevronUp size={14} />
        </IconButton>
        <IconButton label="Next change" shortcut="J" size="small" onClick={() => onGo(1)}>
          <ChevronDown size={14} />
        </IconButton>
      </div>
      <ol className={styles.list} aria-label="Changes">
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} open={entry.id === current} onChoose={() => onChoose(entry.id === current ? undefined : entry.id)} />
        ))}
      </ol>
    </>
  )
}

function Entry({ entry: { kind, title, was, fields }, open, onChoose }: { readonly entry: ChangeEntry; readonly open: boolean; readonly onChoose: () => void }) {
  const element = useRef<HTMLLIElement>(null)
  const Icon = icons[kind]
  // scrolling is the browser's
  useEffect(() => {
    if (open) element.current?.scrollIntoView({ block: 'nearest' })
  }, [open])
  return (
    <li ref={element} className={styles.entry} data-change={kind} data-open={open ? '' : undefined}>
      <button type="button" className={styles.head} aria-expanded={open} onClick={onChoose}>
        <span className={styles.mark}>
          <Icon size={12} strokeWidth={2.5} aria-hidden />
        </span>
        <span className={styles.text}>
          <span className={styles.title}>{title}</span>
          <span className={styles.word}>
            {words[kind]}
            {was === undefined ? '' : ` from ${was}`}
            {fields.length === 0 ? '' : ` · ${fields.length} ${fields.length === 1 ? 'field' : 'fields'}`}
          </span>
        </span>
      </button>
      {open && fields.length > 0 ? <FieldValues fields={fields} /> : null}
    </li>
  )
}
