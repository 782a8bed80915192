import { Lock } from 'lucide-react'
import type { CardNote } from '../store/card-note.ts'
import styles from './card-note-mark.module.css'

/** A note at the card's top left corner, half outside. */
export function CardNoteMark({ note }: { readonly note: CardNote }) {
  return (
    <span className={styles.mark} data-note={note.kind} role="img" aria-label={note.label} title={note.label}>
      {note.kind === 'lock' ? <Lock size={10} strokeWidth={2.5} aria-hidden /> : note.text}
    </span>
  )
}
