import { type RefObject, useEffect } from 'react'
import { locate } from '../store/document/locate.ts'
import { useEditorStore } from '../store/editor-context.tsx'

/** So long after the last letter nobody is typing any more, in milliseconds. */
const pause = 1_500
const texts = 'input, textarea, [contenteditable]'

/**
 * Somebody else may remove the step whose field a person is typing in. What is typed on must not become commands of the drawing: the panel takes the
 * letters until the person pauses or goes elsewhere.
 */
export function useGoneStep(panel: RefObject<HTMLElement | null>): void {
  const store = useEditorStore()
  // the focus and the keys are the browser's
  useEffect(() => {
    let end: (() => void) | undefined
    const stop = store.subscribe((now, before) => {
      if (now.document === before.document || now.selection === before.selection) return
      const element = panel.current
      const gone = [...before.selection].some((path) => locate(before.document, path) && !now.selection.has(path) && now.selection.size === 0)
      if (!gone || !element || !document.activeElement?.matches(texts) || !element.contains(document.activeElement)) return
      end?.()
      end = takeLetters(element)
    })
    return () => {
      stop()
      end?.()
    }
  }, [store, panel])
}

function takeLetters(panel: HTMLElement): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const later = () => {
    clearTimeout(timer)
    timer = setTimeout(end, pause)
  }
  const take = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.key === 'Tab' || event.key === 'Escape') return
    event.stopPropagation()
    later()
  }
  const end = () => {
    clearTimeout(timer)
    panel.removeEventListener('keydown', take)
    panel.removeEventListener('blur', end)
  }
  panel.addEventListener('keydown', take)
  // the field goes with the next drawing, and the focus with it
  panel.focus({ preventScroll: true })
  panel.addEventListener('blur', end)
  later()
  return end
}
