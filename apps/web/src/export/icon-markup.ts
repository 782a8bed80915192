import { Undo2 } from 'lucide-react'
import { createElement } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { KindIcon } from '../ui/kind-icon.tsx'

/** The lines of icons as SVG text, each in a box of 24 × 24, by the name of the icon; that of a handler where the name is none. Not to be asked while React draws. */
export function iconMarkup(names: Iterable<string | undefined>): ReadonlyMap<string | undefined, string> {
  const host = window.document.createElement('div')
  const root = createRoot(host)
  const markup = new Map<string | undefined, string>()
  for (const name of new Set(names)) {
    flushSync(() => root.render(name === undefined ? createElement(Undo2) : createElement(KindIcon, { name })))
    markup.set(name, host.querySelector('svg')?.innerHTML ?? '')
  }
  root.unmount()
  return markup
}
