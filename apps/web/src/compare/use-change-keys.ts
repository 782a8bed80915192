import { useEffect, useRef } from 'react'

const texts = 'input, textarea, select, [contenteditable], [role=dialog], [role=menu], [role=listbox]'

/** J and K walk through the changes, as they do through the events of a run. */
export function useChangeKeys(go: (by: 1 | -1) => void): void {
  const latest = useRef(go)
  useEffect(() => {
    latest.current = go
  })
  // keys come from the browser
  useEffect(() => {
    const keydown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || (event.target instanceof Element && event.target.closest(texts))) return
      const by = ({ j: 1, k: -1 } as const)[event.key.toLowerCase()]
      if (by === undefined) return
      event.preventDefault()
      latest.current(by)
    }
    document.addEventListener('keydown', keydown)
    return () => document.removeEventListener('keydown', keydown)
  }, [])
}
