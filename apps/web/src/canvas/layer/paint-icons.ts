import { Undo2 } from 'lucide-react'
import { createElement } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { KindIcon } from '../../ui/kind-icon.tsx'

/** What a kind's icon is made of, in a box of 24 × 24; read once from the icon as it is shown elsewhere. */
const outlines = new Map<string, Path2D>()
/** The icon of a handler, which belongs to no kind. */
export const handlerIcon = 'handler'
const wanted = new Set<string>()
const listeners = new Set<() => void>()

/** The outline of an icon; nothing until it has been read, which is then told. */
export function iconOutline(name: string): Path2D | undefined {
  const outline = outlines.get(name)
  if (outline || wanted.has(name)) return outline
  // React must not be asked to draw while something is drawn for it
  if (wanted.size === 0) setTimeout(readIcons, 0)
  wanted.add(name)
  return undefined
}

export function onIconsRead(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

function readIcons(): void {
  const host = window.document.createElement('div')
  const root = createRoot(host)
  for (const name of wanted) {
    flushSync(() => root.render(name === handlerIcon ? createElement(Undo2) : createElement(KindIcon, { name })))
    const outline = new Path2D()
    for (const part of host.querySelectorAll('svg > *')) outline.addPath(new Path2D(pathOf(part)))
    outlines.set(name, outline)
  }
  root.unmount()
  wanted.clear()
  for (const listener of listeners) listener()
}

function pathOf(part: Element): string {
  const value = (name: string) => Number(part.getAttribute(name) ?? 0)
  switch (part.tagName.toLowerCase()) {
    case 'path':
      return part.getAttribute('d') ?? ''
    case 'circle':
      return ellipse(value('cx'), value('cy'), [value('r'), value('r')])
    case 'ellipse':
      return ellipse(value('cx'), value('cy'), [value('rx'), value('ry')])
    case 'rect':
      return `M${value('x')} ${value('y')}h${value('width')}v${value('height')}h${-value('width')}Z`
    case 'line':
      return `M${value('x1')} ${value('y1')}L${value('x2')} ${value('y2')}`
    case 'polyline':
      return `M${part.getAttribute('points') ?? ''}`
    case 'polygon':
      return `M${part.getAttribute('points') ?? ''}Z`
    default:
      return ''
  }
}

function ellipse(x: number, y: number, [rx, ry]: readonly [number, number]): string {
  return `M${x - rx} ${y}a${rx} ${ry} 0 1 0 ${2 * rx} 0a${rx} ${ry} 0 1 0 ${-2 * rx} 0Z`
}
