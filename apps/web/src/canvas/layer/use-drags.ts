import type { Catalog, WorkflowDocument } from '@eddy/workflow'
import type { NodeChange, OnNodeDrag } from '@xyflow/react'
import type { CanvasEditing } from '../canvas-editing.ts'
import { buildNodes } from '../nodes.ts'
import { buildNotes, type DrawnNode } from '../note-nodes.ts'
import { useSteady } from '../use-steady.ts'
import type { Holds } from './use-held.ts'
import type { Selecting } from './use-selecting.ts'

export interface DragSources {
  readonly document: WorkflowDocument
  readonly catalog: Catalog
  readonly holds: Holds
  readonly selecting: Selecting
  readonly editing: CanvasEditing | undefined
}

/** All of it stays the same from render to render. */
export interface Drags {
  readonly onNodesChange: (changes: NodeChange<DrawnNode>[]) => void
  readonly onNodeDrag: OnNodeDrag<DrawnNode>
  readonly onNodeDragStop: OnNodeDrag<DrawnNode>
}

/** React Flow's drags, told on as drags of all that is selected, whoever draws it. */
export function useDrags({ document, catalog, holds, selecting, editing }: DragSources): Drags {
  const { held, onMoves, release } = holds
  const many = (held?.dragged.length ?? 1) > 1
  const onNodesChange = useSteady<Parameters<Drags['onNodesChange']>, void>((changes) => {
    selecting.onChanges(changes)
    onMoves(changes, selecting.now())
  })
  // what goes into a line is one card
  const onNodeDrag = useSteady<Parameters<Drags['onNodeDrag']>, void>((event, node, nodes) => {
    if (!many) editing?.onNodeDrag?.(event, node, nodes)
  })
  // React Flow knows the grid alone
  const inLine = (node: DrawnNode): DrawnNode => {
    const start = holds.startOf(node.id)
    return held && start ? { ...node, position: { x: start.x + held.way.by.x, y: start.y + held.way.by.y } } : node
  }
  const onNodeDragStop = useSteady<Parameters<Drags['onNodeDragStop']>, void>((event, node, nodes) => {
    const dropped = held && many ? all(document, catalog, held) : nodes.map((one) => (one.id === node.id ? inLine(one) : one))
    editing?.onNodeDragStop?.(event, many ? node : inLine(node), dropped)
    release()
  })
  return { onNodesChange, onNodeDrag, onNodeDragStop }
}

/** Everything that was dragged, where it was let go. */
function all(document: WorkflowDocument, catalog: Catalog, { dragged, way: { by } }: NonNullable<Holds['held']>): DrawnNode[] {
  const nodes: DrawnNode[] = [
    ...buildNotes({ document, editable: true, only: new Set(dragged) }, new Map()),
    ...buildNodes({ document, catalog, problemsOf: new Map(), lanes: true, editable: true, only: dragged }, new Map()),
  ]
  return nodes.map((node) => ({ ...node, position: { x: node.position.x + by.x, y: node.position.y + by.y } }))
}
