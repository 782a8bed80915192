import type { WorkflowDocument } from '@eddy/workflow'
import type { NodeChange, XYPosition } from '@xyflow/react'
import { useMemo, useState } from 'react'
import { lanesOf } from '../store/document/placement.ts'
import type { DrawnNode } from './note-nodes.ts'

export interface HeldNodes {
  readonly document: WorkflowDocument
  readonly cards: readonly DrawnNode[]
  readonly selected: ReadonlySet<string>
  readonly onSelect: (ids: ReadonlySet<string>) => void
}

interface Held {
  /** The document that the drag began on: a new one ends it. */
  readonly document: WorkflowDocument
  readonly places: ReadonlyMap<string, XYPosition>
}

/** Cards where the pointer holds them, until the drag ends and the document says where they are. Lanes come along. */
export function useHeldNodes({ document, cards, selected, onSelect }: HeldNodes) {
  const [held, setHeld] = useState<Held>()
  const places = held?.document === document ? held.places : undefined

  const nodes = useMemo(() => {
    const moved = places && withLanes(document, cards, places)
    return cards.map((card) => {
      const at = moved?.get(card.id)
      const chosen = selected.has(card.id)
      return at || chosen ? { ...card, ...(at ? { position: at } : {}), selected: chosen } : card
    })
  }, [document, cards, places, selected])

  const onNodesChange = (changes: NodeChange<DrawnNode>[]) => {
    const next = new Map(places)
    const picked = new Set(selected)
    let moves = false
    let picks = false
    for (const change of changes) {
      if (change.type === 'position' && change.position) {
        moves = true
        next.set(change.id, change.position)
      } else if (change.type === 'select') {
        picks = true
        if (change.selected) picked.add(change.id)
        else picked.delete(change.id)
      }
    }
    if (moves) setHeld({ document, places: next })
    if (picks) onSelect(picked)
  }
  return { nodes, onNodesChange, release: () => setHeld(undefined) }
}

function withLanes(document: WorkflowDocument, cards: readonly DrawnNode[], places: ReadonlyMap<string, XYPosition>): ReadonlyMap<string, XYPosition> {
  const lanes = lanesOf(document)
  const byId = new Map(cards.map((card) => [card.id, card]))
  const all = new Map(places)
  for (const [path, at] of places) {
    const from = byId.get(path)?.position
    for (const handler of from ? (lanes.get(path) ?? []) : []) {
      const below = byId.get(handler)?.position
      if (below && from) all.set(handler, { x: below.x + at.x - from.x, y: below.y + at.y - from.y })
    }
  }
  return all
}
