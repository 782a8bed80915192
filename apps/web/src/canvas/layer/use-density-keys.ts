import { useEffect } from 'react'
import { setDensity } from './density.ts'

/** 1 and 2 choose the density wherever the focus is but in a text. */
export function useDensityKeys(): void {
  // keys come from the browser
  useEffect(() => {
    const keydown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || (event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable], [role=dialog], [role=menu], [role=listbox]'))) return
      if (event.key === '1') setDensity('comfortable')
      else if (event.key === '2') setDensity('compact')
    }
    document.addEventListener('keydown', keydown)
    return () => document.removeEventListener('keydown', keydown)
  }, [])
}
