import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { CardNote } from '../store/card-note.ts'
import { foresee, foresightNotes, foresightSentence } from './foresight.ts'
import type { RunStore } from './run-store.ts'
import { isTyping } from './use-run-keys.ts'

export interface ShownForesight {
  /** At the cards. */
  readonly notes: ReadonlyMap<string, CardNote> | undefined
  readonly sentence: string | undefined
  readonly show: (shown: boolean) => void
}

/** What a cancel would do, shown while X is held or Cancel is pointed at. */
export function useForesight(store: RunStore): ShownForesight {
  const [shown, show] = useState(false)
  const preview = useSyncExternalStore(store.subscribe, () => (shown ? store.ifCancelled() : undefined))
  // the key belongs to the page as a whole, and letting go of it may be told to nobody when the window loses the focus
  useEffect(() => {
    const down = (event: KeyboardEvent) => event.key.toLowerCase() === 'x' && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target) && show(true)
    const up = (event: KeyboardEvent) => event.key.toLowerCase() === 'x' && show(false)
    const away = () => show(false)
    document.addEventListener('keydown', down)
    document.addEventListener('keyup', up)
    window.addEventListener('blur', away)
    return () => {
      document.removeEventListener('keydown', down)
      document.removeEventListener('keyup', up)
      window.removeEventListener('blur', away)
    }
  }, [])
  const notes = useMemo(() => (preview ? foresightNotes(preview) : undefined), [preview])
  return { notes, sentence: preview && `If it were cancelled now: ${foresightSentence(foresee(preview, store.step))}`, show }
}
