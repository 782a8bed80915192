import { Check, CloudOff, Pencil } from 'lucide-react'
import type { SaveState } from '../store/autosave.ts'
import { useEditor } from '../store/editor-context.tsx'
import styles from './editor-page.module.css'

/** Whether the draft is safe. */
export function SaveMark() {
  const save = useEditor((state) => state.save)
  const Icon = save.kind === 'saved' ? Check : save.kind === 'offline' || save.kind === 'stale' ? CloudOff : Pencil
  return (
    <span className={styles.saved} data-kind={save.kind} role="status" aria-label={`Draft: ${words(save)}`} title={save.kind === 'offline' ? save.message : undefined}>
      <Icon size={12} aria-hidden />
      <span>{words(save)}</span>
    </span>
  )
}

function words(save: SaveState): string {
  switch (save.kind) {
    case 'saved':
      return 'Saved'
    case 'unsaved':
    case 'saving':
      return 'Saving …'
    case 'offline':
      return 'Not connected. Your edits are kept here and saved as soon as it is back'
    case 'stale':
      return 'Changed elsewhere'
  }
}
