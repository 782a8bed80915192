import { useEffect, useState } from 'react'
import { CommandPalette } from './command-palette.tsx'
import type { PaletteGroup } from '../ui/palette-group.ts'

/** The command palette of a page, and the key that opens it. */
export function PagePalette({ groups, placeholder }: { readonly groups: () => readonly PaletteGroup[]; readonly placeholder: string }) {
  const [open, setOpen] = useState(false)
  // keys come from the browser
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const over = event.target instanceof Element && event.target.closest(':is([role=dialog], [role=menu]):not([data-closed])') !== null
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.defaultPrevented || over) return
      event.preventDefault()
      setOpen(true)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
  return <CommandPalette open={open} title="Commands" placeholder={placeholder} groups={groups} onClose={() => setOpen(false)} />
}
