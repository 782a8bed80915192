import { useEffect, useMemo, useState } from 'react'
import { isInside } from '../store/document/inside.ts'
import type { CardEdge } from './flow-edges.ts'
import type { CardNode } from './nodes.ts'

export interface DataLinks {
  readonly on: boolean
  /** What stands on a line in place of the names of its arguments: in a run, the values that travelled. */
  readonly label?: (edge: CardEdge) => string | undefined
}

export interface LinkedDrawing {
  readonly cards: readonly CardNode[]
  readonly edges: readonly CardEdge[]
  readonly selected: ReadonlySet<string>
  readonly links: DataLinks | undefined
}

/** Marks the lines that bring data to the selected steps, and the steps that it comes from. */
export function useDataLinks({ cards, edges, selected, links }: LinkedDrawing): { readonly cards: readonly CardNode[]; readonly edges: readonly CardEdge[] } {
  return useMemo(() => {
    if (!links?.on || !selected.size) return { cards, edges }
    const within = (path: string) => selected.has(path) || [...selected].some((around) => isInside(path, around))
    const feeding = new Set<string>()
    const lines = edges.map((edge) => {
      // an edge to a closed container keeps the name of the step in it
      if (edge.data?.kind !== 'data' || !within(edge.target) || within(edge.source)) return edge
      feeding.add(edge.source)
      const label = links.label?.(edge) ?? edge.data.label
      return { ...edge, className: 'feeding', zIndex: 1, data: { ...edge.data, linked: true, ...(label === undefined ? {} : { label }) } }
    })
    return { edges: lines, cards: cards.map((card) => (feeding.has(card.id) ? { ...card, className: 'feeding' } : card)) }
  }, [cards, edges, selected, links])
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
