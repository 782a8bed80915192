import { useEffect } from 'react'
import type { RunStore } from './run-store.ts'

/** J and K walk from step to step in the order in which the run reached them, Shift+J goes to the failure. */
export function useRunKeys(store: RunStore, onSelect: (change: (selected: string | undefined) => string | undefined) => void): void {
  // keys belong to the page as a whole, whatever has the focus
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      const key = event.key.toLowerCase()
      if (key !== 'j' && key !== 'k') return
      const failed = event.shiftKey && key === 'j' ? store.run().error?.step : undefined
      onSelect((selected) => failed ?? neighbour(store.steps().map((step) => step.path), selected, key === 'j' ? 1 : -1))
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [store, onSelect])
}

function neighbour(paths: readonly string[], selected: string | undefined, by: 1 | -1): string | undefined {
  const index = selected === undefined ? -1 : paths.indexOf(selected)
  if (index < 0) return by === 1 ? paths[0] : paths.at(-1)
  return paths[Math.min(paths.length - 1, Math.max(0, index + by))]
}

/** In a field or a dialog, letters mean themselves. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable], [role="dialog"]') !== null
}
