import type { WorkflowDocument } from '@eddy/workflow'
import type { NodeChange } from '@xyflow/react'
import { useState } from 'react'
import { locate } from '../../store/document/locate.ts'
import { lanesOf } from '../../store/document/placement.ts'
import type { DrawnNode } from '../note-nodes.ts'
import type { Held } from './held.ts'
import type { Scene } from './scene.ts'

export interface HeldSources {
  readonly document: WorkflowDocument
  readonly scene: Scene
}

interface Holding extends Held {
  /** The document that the drag began on: a new one ends it. */
  readonly document: WorkflowDocument
  /** What was dragged, without what only comes along. */
  readonly dragged: readonly string[]
}

export interface Holds {
  readonly held: Holding | undefined
  /** Takes React Flow's moves; it knows only the cards that it draws, so all that is selected comes along here. */
  readonly onMoves: (changes: readonly NodeChange<DrawnNode>[], selected: ReadonlySet<string>) => void
  readonly release: () => void
}

/** What the pointer holds, until the drag ends and the document says where things are. Lanes come along. */
export function useHeld({ document, scene }: HeldSources): Holds {
  const [holding, setHolding] = useState<Holding>()
  const held = holding?.document === document ? holding : undefined
  return {
    held,
    onMoves: (changes, selected) => {
      const move = changes.find((change) => change.type === 'position' && change.position)
      if (move?.type !== 'position' || !move.position) return
      const from = placeIn(scene, move.id)
      if (!from) return
      const by = { x: move.position.x - from.x, y: move.position.y - from.y }
      setHolding((last) => {
        if (last?.document === document && last.ids.has(move.id)) return last.by.x === by.x && last.by.y === by.y ? last : { ...last, by }
        const dragged = selected.has(move.id) ? movable(document, selected) : [move.id]
        return { document, dragged, ids: withLanes(document, dragged), by }
      })
    },
    release: () => setHolding(undefined),
  }
}

/** Where a box stands in the container around it, as React Flow says it. */
function placeIn({ extents, parents, indexOf }: Scene, id: string): { x: number; y: number } | undefined {
  const box = indexOf(id)
  if (box === undefined) return undefined
  const parent = parents[box] ?? -1
  const side = (at: number) => (extents[4 * box + at] ?? 0) - (parent < 0 ? 0 : (extents[4 * parent + at] ?? 0))
  return { x: side(0), y: side(1) }
}

/** Of what is selected, what moves by itself: a handler goes with its step, a step with a selected container around it. */
function movable(document: WorkflowDocument, selected: ReadonlySet<string>): readonly string[] {
  const hung = new Set([...lanesOf(document).values()].flat())
  return [...selected].filter((id) => {
    if (id.includes('>') || hung.has(id)) return false
    for (let around = locate(document, id)?.parent; around !== undefined; around = locate(document, around)?.parent) if (selected.has(around)) return false
    return true
  })
}

function withLanes(document: WorkflowDocument, ids: readonly string[]): ReadonlySet<string> {
  const lanes = lanesOf(document)
  return new Set(ids.flatMap((id) => [id, ...(lanes.get(id) ?? [])]))
}
