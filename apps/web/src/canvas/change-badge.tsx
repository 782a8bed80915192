import { CircleDashed, Minus, PenLine, Plus, TextCursorInput } from 'lucide-react'
import { type ChangeMark, useCardMark } from './card-marks.ts'
import styles from './change-badge.module.css'

const words = { added: 'Added', removed: 'Removed', changed: 'Changed', renamed: 'Renamed', proposed: 'Proposed' } as const
const icons = { added: Plus, removed: Minus, changed: PenLine, renamed: TextCursorInput, proposed: CircleDashed } as const

/** What became of a card between two versions: an outline, or a ghost of what is gone, and always the word. It never changes the card's size. */
export function ChangeBadge({ path, shape = 'step' }: { readonly path: string; readonly shape?: 'step' | 'container' }) {
  const change = useCardMark(path)?.change
  return change ? <Shown change={change} shape={shape} /> : null
}

function Shown({ change: { kind, text }, shape }: { readonly change: ChangeMark; readonly shape: string }) {
  const Icon = icons[kind]
  return (
    <>
      <span className={styles.frame} data-change={kind} data-shape={shape} aria-hidden />
      <span className={styles.badge} data-change={kind} role="img" aria-label={text} title={text}>
        <Icon size={11} strokeWidth={2.5} aria-hidden />
        {words[kind]}
      </span>
    </>
  )
}
