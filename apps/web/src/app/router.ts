import { useMemo, useSyncExternalStore } from 'react'

/** The screens, by address. */
export type Route =
  | { readonly page: 'home' }
  | { readonly page: 'workflow'; readonly id: string }
  | { readonly page: 'compare'; readonly id: string | undefined; readonly from: string; readonly to: string }
  | { readonly page: 'runs' }
  | { readonly page: 'run'; readonly id: string }
  | { readonly page: 'failures' }
  | { readonly page: 'workbench' }
  | { readonly page: 'settings' }
  | { readonly page: 'triggers' }
  | { readonly page: 'inbox' }
  | { readonly page: 'tasks' }
  | { readonly page: 'claims' }
  /** The list, or the entry of a name. */
  | { readonly page: 'library'; readonly name: string | undefined }
  | { readonly page: 'unknown' }

/** Pages that are always the same one. */
const PLAIN = ['failures', 'inbox', 'workbench', 'tasks', 'claims', 'settings', 'triggers'] as const

function isPlain(name: string): name is (typeof PLAIN)[number] {
  return PLAIN.some((known) => known === name)
}

export function parseRoute(pathname: string): Route {
  const [first, second, ...more] = pathname.split('/').filter(Boolean)
  if (more.length) return comparison(pathname)
  if (first === undefined) return { page: 'home' }
  if (first === 'runs') return second === undefined ? { page: 'runs' } : { page: 'run', id: decodeURIComponent(second) }
  if (isPlain(first) && second === undefined) return { page: first }
  if (first === 'library') return { page: 'library', name: second && decodeURIComponent(second) }
  if (first === 'workflow' && second !== undefined) return { page: 'workflow', id: decodeURIComponent(second) }
  return { page: 'unknown' }
}

/** `/workflow/…/compare/3/draft`, `/library/compare/library-trip@1/library-trip@2` */
function comparison(pathname: string): Route {
  const [, id, from, to] = /^\/(?:workflow\/([^/]+)|library)\/compare\/([^/]+)\/([^/]+)\/?$/.exec(pathname)?.map((part?: string) => part && decodeURIComponent(part)) ?? []
  return from === undefined || to === undefined ? { page: 'unknown' } : { page: 'compare', id, from, to }
}

const changed = 'eddy:navigate'

export function navigate(path: string, options: { readonly replace?: boolean } = {}): void {
  if (path === location.pathname + location.search) return
  if (options.replace) history.replaceState(null, '', path)
  else history.pushState(null, '', path)
  window.dispatchEvent(new Event(changed))
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('popstate', listener)
  window.addEventListener(changed, listener)
  return () => {
    window.removeEventListener('popstate', listener)
    window.removeEventListener(changed, listener)
  }
}

export function useRoute(): Route {
  const pathname = useSyncExternalStore(subscribe, () => location.pathname)
  return useMemo(() => parseRoute(pathname), [pathname])
}

/** The part of the address after `?`, for lists that are narrowed down. */
export function useSearch(): string {
  return useSyncExternalStore(subscribe, () => location.search)
}

/** Lets links within the product go without loading the page again; what opens elsewhere is left to the browser. */
export function followLinks(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  const link = event.target instanceof Element ? event.target.closest('a') : null
  if (!link || link.origin !== location.origin || link.target || link.hasAttribute('download')) return
  event.preventDefault()
  navigate(link.pathname + link.search)
}
