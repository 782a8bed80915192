import type { WorkflowDocument } from '@eddy/workflow'
import type { Edge as FlowEdge } from '@xyflow/react'
import type { Edge, EdgeKind } from '../store/document/edges.ts'
import type { Turn } from './layer/line-ends.ts'
import { type Scene, sceneOf } from './layer/scene.ts'
import { turnOf } from './layer/turn-of.ts'

export interface EdgeData extends Record<string, unknown> {
  readonly kind: EdgeKind
  readonly label?: string
  readonly turn: Turn
}

export type CardEdge = FlowEdge<EdgeData, 'line'>

/** All lines of the drawing; lines to handlers only while the lanes are shown. */
export function buildEdges(document: WorkflowDocument, lanes: boolean): CardEdge[] {
  const scene = sceneOf({ document, lanes, density: 'comfortable' })
  return scene.edges.map((_, line) => cardEdge(scene, line))
}

const known = new WeakMap<Edge, CardEdge>()

/** One line of a scene; the same object while nothing of it changes. */
export function cardEdge(scene: Scene, line: number): CardEdge {
  const edge = scene.edges[line]
  if (!edge) throw new Error(`the drawing has no line ${line}`)
  const turn = turnOf(scene, line)
  const last = known.get(edge)
  if (last?.data?.turn === turn) return last
  const made = makeEdge(edge, turn)
  known.set(edge, made)
  return made
}

function makeEdge({ id, kind, source, target, label }: Edge, turn: Turn): CardEdge {
  const forward = kind === 'data' || kind === 'wait'
  return {
    id,
    type: 'line',
    source,
    target,
    sourceHandle: forward ? 'out' : 'undo',
    targetHandle: forward ? 'in' : 'undo-in',
    ariaLabel: `Connection ${source} to ${target}`,
    data: { kind, turn, ...(label === undefined ? {} : { label }) },
  }
}
