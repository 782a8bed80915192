import { useMemo, useRef } from 'react'

const focusable = ':is(input, textarea, select, button, a[href], [contenteditable=true], [tabindex]):not(:disabled, [type=hidden], [tabindex="-1"])'

/**
 * For what opens by a key: `ref` and `initialFocus` of its popup. The library moves the focus in the next frame; what a quick hand types
 * until then would be lost, or be a command to what lies beneath. Here it is moved before the next key can come. By touch nothing is, as
 * it would bring up the keyboard of the screen.
 */
export function useFocusAtOnce() {
  const ref = useRef<HTMLDivElement>(null)
  return useMemo(() => ({ ref, initialFocus: (opened: string) => (opened === 'touch' ? ref.current : focusFirst(ref.current)) }), [])
}

function focusFirst(popup: HTMLElement | null): HTMLElement | true {
  const first = popup?.querySelector<HTMLElement>(focusable)
  first?.focus({ preventScroll: true })
  return first && first === document.activeElement ? first : true
}
