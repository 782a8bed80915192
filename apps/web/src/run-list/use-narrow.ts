import { useSyncExternalStore } from 'react'

// as in run-table.module.css
const query = '(max-width: 860px)'

function subscribe(listener: () => void): () => void {
  const list = matchMedia(query)
  list.addEventListener('change', listener)
  return () => list.removeEventListener('change', listener)
}

/** Rows are two lines high where there is no room for all columns. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches)
}
