import { useEffect, useMemo, useState } from 'react'
import { isInside } from '../store/document/inside.ts'
import type { CardEdge } from './flow-edges.ts'
import type { Scene } from './layer/scene.ts'
import type { Touched } from './layer/wanted.ts'
import type { DrawnNode } from './note-nodes.ts'

export interface DataLinks {
  readonly on: boolean
  /** What stands on a line in place of the names of its arguments: in a run, the values that travelled. */
  readonly label?: (edge: CardEdge) => string | undefined
}

export interface Linked {
  /** Lines that bring data to the selected steps, and the cards that it comes from. */
  readonly lines: ReadonlySet<string>
  readonly boxes: ReadonlySet<string>
  readonly label: DataLinks['label']
}

const none: ReadonlySet<string> = new Set()
const nothing: Linked = { lines: none, boxes: none, label: undefined }

export function useDataLinks(scene: Scene, selected: ReadonlySet<string>, links: DataLinks | undefined): Linked {
  return useMemo(() => {
    if (!links?.on || !selected.size) return nothing
    const within = (path: string) => selected.has(path) || [...selected].some((around) => isInside(path, around))
    const lines = new Set<string>()
    const boxes = new Set<string>()
    scene.edges.forEach(({ id, kind, source, target }, line) => {
      if (kind !== 'data' || !within(target) || within(source)) return
      lines.add(id)
      boxes.add(scene.ids[scene.joins[2 * line] ?? 0] ?? '')
    })
    return { lines, boxes, label: links.label }
  }, [scene, selected, links])
}

/** What is touched, and what feeds it: React Flow draws both. */
export function withLinked(touched: Touched, { lines, boxes }: Linked): Touched {
  return lines.size ? { boxes: [...touched.boxes, ...boxes], lines: [...touched.lines, ...lines] } : touched
}

export function linkedEdges(edges: CardEdge[], { lines, label }: Linked): CardEdge[] {
  if (!lines.size) return edges
  return edges.map((edge) => {
    if (!lines.has(edge.id) || !edge.data) return edge
    const text = label?.(edge) ?? edge.data.label
    return { ...edge, className: 'feeding', zIndex: 1, data: { ...edge.data, linked: true, ...(text === undefined ? {} : { label: text }) } }
  })
}

export function linkedNodes(nodes: DrawnNode[], { boxes }: Linked): DrawnNode[] {
  return boxes.size ? nodes.map((node) => (boxes.has(node.id) ? { ...node, className: 'feeding' } : node)) : nodes
}

const texts = 'input, textarea, select, [contenteditable], [role=dialog], [role=menu], [role=listbox]'

/** Whether Shift alone is held down, outside of texts. */
export function useShiftHeld(): boolean {
  const [held, setHeld] = useState(false)
  // keys come from the browser; a window that is left never tells that the key went up
  useEffect(() => {
    const down = (event: KeyboardEvent) => setHeld(event.key === 'Shift' && !event.ctrlKey && !event.metaKey && !event.altKey && !(event.target instanceof Element && event.target.closest(texts)))
    const up = () => setHeld(false)
    document.addEventListener('keydown', down)
    document.addEventListener('keyup', up)
    window.addEventListener('blur', up)
    return () => {
      document.removeEventListener('keydown', down)
      document.removeEventListener('keyup', up)
      window.removeEventListener('blur', up)
    }
  }, [])
  return held
}
