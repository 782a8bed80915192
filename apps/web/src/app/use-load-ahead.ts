import { useEffect } from 'react'
import { loadEditors } from '../ui/code-editor/editor-part.tsx'

const patience = 4000

/** Once the editor stands still, loads what a later click would need: the connection may be gone by then. */
export function useLoadAhead(): void {
  // the rest is the browser's to find
  useEffect(() => {
    const timer = setTimeout(loadEditors, patience)
    return () => clearTimeout(timer)
  }, [])
}
