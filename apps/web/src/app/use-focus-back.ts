import { useEffect, useState } from 'react'
import { useEditorStore } from '../store/editor-context.tsx'
import { focusCard } from './use-reveal.ts'

/** Where the focus was when this came, it is again when this goes: in the drawing on the card that is selected by then, which may be a new one. */
export function useFocusBack(): void {
  const store = useEditorStore()
  const [before] = useState(() => document.activeElement)
  // the focus is the browser's
  useEffect(
    () => () => {
      // a new card is drawn first
      requestAnimationFrame(() => requestAnimationFrame(() => giveBack(before, [...store.getState().selection][0])))
    },
    [before, store],
  )
}

function giveBack(before: Element | null, selected: string | undefined): void {
  const lost = () => document.activeElement === null || document.activeElement === document.body
  if (!lost() || before === document.body) return
  if (selected !== undefined && before?.closest('.react-flow__node')) focusCard(selected)
  if (lost() && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
}
