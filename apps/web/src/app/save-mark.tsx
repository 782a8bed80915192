import { Check, CloudOff, Pencil, Split } from 'lucide-react'
import type { SaveState } from '../store/autosave.ts'
import { useEditor } from '../store/editor-context.tsx'
import { useLogWorks } from './log-state.ts'
import styles from './editor-page.module.css'

/** Whether the draft is safe, and where. */
export function SaveMark() {
  const save = useEditor((state) => state.save)
  const clashes = useEditor((state) => state.clashes.length)
  const kept = useLogWorks()
  const Icon = save.kind === 'saved' ? Check : save.kind === 'clash' ? Split : 'since' in save ? CloudOff : Pencil
  const text = words(save, { clashes, kept })
  return (
    <span className={styles.saved} data-kind={save.kind} role="status" aria-label={`Draft: ${text}`} title={save.kind === 'saved' ? undefined : [text, 'message' in save ? save.message : ''].filter(Boolean).join('\n')}>
      <Icon size={12} aria-hidden />
      <span>{text}</span>
    </span>
  )
}

function words(save: SaveState, { clashes, kept }: { readonly clashes: number; readonly kept: boolean }): string {
  const here = kept ? 'Saved here, not yet on the server' : 'Not saved: this browser keeps nothing, so leave the page open'
  switch (save.kind) {
    case 'saved':
      return 'Saved'
    case 'unsaved':
    case 'saving':
      return 'Saving …'
    case 'offline':
      return `${here} (since ${clock(save.since)})`
    case 'refused':
      return `${here} (since ${clock(save.since)}): ${save.message}`
    case 'clash':
      return `${kept ? 'Saved here' : 'Not saved'}; ${clashes} ${clashes === 1 ? 'choice' : 'choices'} to make before it goes to the server`
  }
}

function clock(time: number): string {
  return new Date(time).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
}
