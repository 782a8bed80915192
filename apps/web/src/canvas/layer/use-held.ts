import type { WorkflowDocument } from '@eddy/workflow'
import type { NodeChange, XYPosition } from '@xyflow/react'
import { useRef, useState } from 'react'
import { locate } from '../../store/document/locate.ts'
import { lanesOf } from '../../store/document/placement.ts'
import type { DrawnNode } from '../note-nodes.ts'
import type { Held } from './held.ts'
import { type Scene, shape } from './scene.ts'
import { snap } from './snap.ts'
import { type Reached, Way } from './way.ts'

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
  /** Where a card stands in the document, as React Flow says it. */
  readonly startOf: (id: string) => XYPosition | undefined
}

/** What the pointer holds, until the drag ends and the document says where things are. Lanes come along. */
export function useHeld({ document, scene }: HeldSources): Holds {
  const [holding, setHolding] = useState<Holding>()
  const held = holding?.document === document ? holding : undefined
  // moves come faster than renders
  const newest = useRef<Holding>(undefined)
  const hold = (next: Holding | undefined) => {
    newest.current = next
    setHolding(next)
  }
  return {
    held,
    onMoves: (changes, selected) => {
      const move = changes.find((change) => change.type === 'position' && change.position)
      if (move?.type !== 'position' || !move.position) return
      const from = placeIn(scene, move.id)
      if (!from) return
      const grid = { x: move.position.x - from.x, y: move.position.y - from.y }
      const alone = !selected.has(move.id) || selected.size === 1
      const reached = alone ? inLine(scene, move.id, grid) : { by: grid, guides: [] }
      const last = newest.current
      if (last?.document === document && last.ids.has(move.id)) return last.way.goTo(reached)
      const dragged = selected.has(move.id) ? movable(document, selected) : [move.id]
      hold({ document, dragged, ids: withLanes(document, dragged), way: new Way(reached) })
    },
    release: () => hold(undefined),
    startOf: (id) => placeIn(scene, id),
  }
}

/** Where a card goes that is at a place of the grid: there, or in line with what is near. */
function inLine(scene: Scene, id: string, { x, y }: XYPosition): Reached {
  const box = scene.indexOf(id)
  const [left = 0, top = 0, right = 0, bottom = 0] = box === undefined ? [] : scene.extents.subarray(4 * box, 4 * box + 4)
  if (box === undefined || scene.shapes[box] === shape.note) return { by: { x, y }, guides: [] }
  const { by, guides } = snap(scene, box, { left: left + x, top: top + y, right: right + x, bottom: bottom + y })
  return { by: { x: x + by.x, y: y + by.y }, guides }
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
