import { useEffect } from 'react'
import { useEditorStore } from '../store/editor-context.tsx'
import { navigate, useSearch } from './router.ts'

/** The container that an address looks into. */
export function scopeOf(search: string): string | undefined {
  return new URLSearchParams(search).get('scope') ?? undefined
}

/** Goes into a container, or out of it, by the address: back and forward of the browser work, and a link leads to the same place. */
export function goToScope(scope: string | undefined): void {
  if (scope === scopeOf(location.search)) return
  const search = new URLSearchParams(location.search)
  if (scope === undefined) search.delete('scope')
  else search.set('scope', scope)
  const text = search.toString()
  navigate(location.pathname + (text ? `?${text}` : ''))
}

/** Keeps the address and the editor in the same container. */
export function useScopeAddress(): void {
  const store = useEditorStore()
  const search = useSearch()
  // the address is the browser's; an address that leads nowhere is put right
  useEffect(() => {
    store.getState().enter(scopeOf(search))
    goToScope(store.getState().scope)
  }, [store, search])
  useEffect(
    () =>
      store.subscribe((state, before) => {
        if (state.scope !== before.scope) goToScope(state.scope)
      }),
    [store],
  )
}
