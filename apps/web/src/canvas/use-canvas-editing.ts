import type { Catalog, WorkflowDocument } from '@eddy/workflow'
import { type FinalConnectionState, type OnConnectEnd, useReactFlow } from '@xyflow/react'
import { type DragEvent, useMemo } from 'react'
import { inTurn } from '../store/command/command.ts'
import { connect } from '../store/command/connect.ts'
import { moveSteps } from '../store/command/move-steps.ts'
import { moveToScope } from '../store/command/move-to-scope.ts'
import { canSplice, splice, spliceMisfit } from '../store/command/splice.ts'
import { updateStep } from '../store/command/update-step.ts'
import { locate, pathIn, sameScope } from '../store/document/locate.ts'
import { settledBeside } from '../store/document/open-space.ts'
import { card } from '../store/document/measures.ts'
import type { Positions } from '../store/document/positions.ts'
import { stepLabel } from '../store/document/step-label.ts'
import { isUnconnected } from '../store/document/wires.ts'
import { useEditorStore } from '../store/editor-context.tsx'
import type { EditorStore } from '../store/editor-store.ts'
import { canConnect } from '../store/rule/can-connect.ts'
import { canMoveInto } from '../store/rule/can-move-into.ts'
import { absolutePlace } from '../store/document/absolute-place.ts'
import { type Dropping, type DropTarget, dropTarget } from './drop-target.ts'
import { edgeUnderCard, edgeUnderPoint, markDrop } from './edge-under.ts'
import type { Hands } from './hands.ts'
import type { DrawnNode } from './note-nodes.ts'
import { useSteady } from './use-steady.ts'
import type { CanvasEditing } from './canvas-editing.ts'
import type { KindRequest, KindQuestion } from './kind-question.ts'

export const kindDragType = 'application/x-eddy-kind'
/** What the dragged step is called already. */
export const titleDragType = 'application/x-eddy-title'

export interface CanvasEditingOptions {
  readonly store: EditorStore
  readonly onRequestKind: (request: KindRequest | KindQuestion) => void
  readonly onDropKind: (kind: string, target: DropTarget, title?: string) => void
  readonly hands: Hands
  readonly catalog: Catalog
  readonly toFlow: (point: { x: number; y: number }) => { x: number; y: number }
}

/** What the pointer may do to the drawing, as commands. */
export function canvasEditing({ store, onRequestKind, onDropKind, hands, catalog, toFlow }: CanvasEditingOptions): CanvasEditing {
  return {
    isValidConnection: ({ source, target, sourceHandle }) => {
      const { document } = store.getState()
      if (sourceHandle === 'undo') return locate(document, target)?.scope.kind === 'handlers'
      return canConnect(document, source, target).ok
    },
    onConnectEnd: connectEnd({ store, onRequestKind, toFlow }),
    onNodeDrag: (_, node, nodes) => markDrop(nodes.length === 1 && isUnconnected(store.getState().document, node.id) ? spliceableUnder(store, node) : undefined),
    onNodeDragStop: (_, node, nodes) => {
      markDrop(undefined)
      dragged({ store, catalog }, node, nodes)
    },
    onDragOver: (event) => {
      if (!event.dataTransfer.types.includes(kindDragType)) return
      event.preventDefault()
      event.dataTransfer.dropEffect = 'copy'
      markDrop(edgeUnderPoint(event.clientX, event.clientY))
    },
    onDrop: (event: DragEvent) => {
      const kind = event.dataTransfer.getData(kindDragType)
      if (!kind) return
      event.preventDefault()
      markDrop(undefined)
      const title = event.dataTransfer.getData(titleDragType) || undefined
      const edge = edgeUnderPoint(event.clientX, event.clientY)
      if (edge !== undefined) return hands.putInto(edge, kind, title)
      const { x, y } = toFlow({ x: event.clientX, y: event.clientY })
      const target = dropTarget(store.getState().document, { x, y }, viewOf(store))
      // the pointer holds the card by its middle
      onDropKind(kind, { ...target, position: [target.position[0] - 128, target.position[1] - 32] }, title)
    },
  }
}

function connectEnd({ store, onRequestKind, toFlow }: Pick<CanvasEditingOptions, 'store' | 'onRequestKind' | 'toFlow'>): OnConnectEnd {
  return (event, state) => {
    const source = state.fromNode?.id
    if (source === undefined || state.fromHandle === null) return
    const screen = 'clientX' in event ? { x: event.clientX, y: event.clientY } : touchPoint(event)
    if (!screen) return
    const undo = state.fromHandle.id === 'undo'
    const target = targetOf(state, screen, source)
    if (target === undefined) {
      const { document } = store.getState()
      const at = dropTarget(document, toFlow(screen), { ...viewOf(store), moving: source })
      const as = undo ? 'undo' : event.shiftKey ? 'wait' : 'data'
      onRequestKind({ screen, target: { ...at, position: [at.position[0], at.position[1] - 32] }, from: { path: source, as } })
    } else if (undo) linkUndo(store, source, target)
    else link(store, { source, target, as: event.shiftKey ? 'wait' : 'data' })
  }
}

function touchPoint(event: TouchEvent): { x: number; y: number } | undefined {
  const touch = event.changedTouches[0]
  return touch && { x: touch.clientX, y: touch.clientY }
}

/** The card under the pointer: a handle near it, or any part of a card. Nothing over the bare canvas; a container around both does not count. */
function targetOf(state: FinalConnectionState, { x, y }: { x: number; y: number }, source: string): string | undefined {
  if (state.toNode && state.toHandle) return state.toNode.id
  for (const element of window.document.elementsFromPoint(x, y)) {
    const node = element.closest<HTMLElement>('.react-flow__node')
    const path = node?.dataset.id
    if (path === undefined || node?.classList.contains('react-flow__node-container')) continue
    return path === source ? undefined : path
  }
  return undefined
}

function link(store: EditorStore, connection: { source: string; target: string; as: 'data' | 'wait' }): void {
  const { document, dispatch, notify } = store.getState()
  const verdict = canConnect(document, connection.source, connection.target)
  if (verdict.ok) dispatch(connect(document, connection))
  else notify(verdict.reason)
}

function linkUndo(store: EditorStore, source: string, target: string): void {
  const { document, dispatch, notify } = store.getState()
  const found = locate(document, target)
  if (found?.scope.kind === 'handlers') dispatch(updateStep(document, source, { undo: found.step.name }))
  else notify(`${found ? stepLabel(found.step) : target} is a forward step. Drop on the empty canvas to make an undo.`)
}

/** The line under a card that could take it in. */
function spliceableUnder(store: EditorStore, node: DrawnNode): string | undefined {
  const edge = locate(store.getState().document, node.id) ? edgeUnderCard(node.id) : undefined
  return edge !== undefined && canSplice(store.getState().document, edge, node.id).ok ? edge : undefined
}

/** A step without a line that is dropped on one goes into it, with the move as one edit. */
function spliced({ store, catalog }: Drawing, node: DrawnNode): boolean {
  const edge = spliceableUnder(store, node)
  if (edge === undefined) return false
  const { document, dispatch, notify } = store.getState()
  const request = { edge, step: node.id, catalog }
  const misfit = spliceMisfit(document, request)
  dispatch(inTurn(moveSteps(withSiblings(document, [node])), splice(document, request)))
  if (misfit !== undefined) notify(misfit)
  return true
}

function viewOf(store: EditorStore): Pick<Dropping, 'folded' | 'scope'> {
  const { folded, scope } = store.getState()
  return { folded, scope }
}

interface Drawing {
  readonly store: EditorStore
  readonly catalog: Catalog
}

function dragged(drawing: Drawing, node: DrawnNode, nodes: readonly DrawnNode[]): void {
  const { store } = drawing
  const alone = nodes.length === 1
  if (alone && (spliced(drawing, node) || movedInto(store, node))) return
  const { document, dispatch } = store.getState()
  const found = locate(document, node.id)
  const what = found ? stepLabel(found.step) : 'note'
  dispatch(moveSteps(withSiblings(document, nodes), { label: alone ? `Move ${what}` : `Move ${nodes.length} cards`, exact: true }))
}

/** A card that is dropped in another container goes into it, unless that would part it from who uses it. */
function movedInto(store: EditorStore, node: DrawnNode): boolean {
  const { document, dispatch, notify } = store.getState()
  const found = locate(document, node.id)
  if (!found || found.scope.kind === 'handlers' || found.scope.kind === 'failure') return false
  const { size, middle } = drawnAt(document, node)
  const target = dropTarget(document, middle, { ...viewOf(store), moving: node.id })
  if (sameScope(target.scope, found.scope)) return false
  const verdict = canMoveInto(document, node.id, target.scope)
  if (!verdict.ok) {
    notify(verdict.reason)
    return false
  }
  const position = [target.position[0] - size.width / 2, target.position[1] - size.height / 2] as const
  dispatch(moveToScope(document, { path: node.id, scope: target.scope, position }), new Set([pathIn(target.scope, found.step.name)]))
  return true
}

/** How large a card is drawn, and where on the canvas its middle is. */
function drawnAt(document: WorkflowDocument, { parentId, position, width = card.width, height = card.height }: DrawnNode) {
  const outer = parentId === undefined ? undefined : absolutePlace(document, parentId)
  return { size: { width, height }, middle: { x: (outer?.x ?? 0) + position.x + width / 2, y: (outer?.y ?? 0) + position.y + height / 2 } }
}

/** All cards beside a moved one are placed as they are drawn: what has no place of its own would go by the others. */
function withSiblings(document: WorkflowDocument, nodes: readonly DrawnNode[]): Positions {
  const parents = new Set(nodes.flatMap((node) => (node.type === 'note' ? [] : [node.parentId])))
  const places: { [key: string]: readonly [number, number] } = {}
  for (const parent of parents) Object.assign(places, settledBeside(document, parent))
  for (const node of nodes) places[node.id] = [node.position.x, node.position.y]
  return places
}

/** The same from render to render. */
export function useCanvasEditing({ onRequestKind, onDropKind, hands, catalog }: Pick<CanvasEditingOptions, 'onRequestKind' | 'onDropKind' | 'hands' | 'catalog'>): CanvasEditing {
  const { screenToFlowPosition } = useReactFlow()
  const store = useEditorStore()
  const drop = useSteady(onDropKind)
  return useMemo(
    () => canvasEditing({ onRequestKind, onDropKind: drop, hands, catalog, store, toFlow: (point) => screenToFlowPosition(point, { snapToGrid: false }) }),
    [onRequestKind, drop, hands, catalog, store, screenToFlowPosition],
  )
}
