import type { WorkflowDocument } from '@eddy/workflow'
import type { Edge as FlowEdge } from '@xyflow/react'
import type { Edge, EdgeKind } from '../store/document/edges.ts'
import type { Turn } from './layer/line-ends.ts'
import type { Scene } from './layer/scene.ts'
import { sceneOf } from './layer/scene-of.ts'
import { turnOf } from './layer/turn-of.ts'
import { noTabStop } from './tab-stop.ts'

export interface EdgeData extends Record<string, unknown> {
  readonly kind: EdgeKind
  readonly label?: string
  readonly turn: Turn
  /** It feeds a selected step, and that is looked at. */
  readonly linked?: boolean
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
  const [source, target] = [scene.ids[scene.joins[2 * line] ?? 0] ?? '', scene.ids[scene.joins[2 * line + 1] ?? 0] ?? '']
  if (last?.data?.turn === turn && last.source === source && last.target === target) return last
  const made = makeEdge(edge, { turn, source, target })
  known.set(edge, made)
  return made
}

/** Drawn between the cards that stand for its ends; it is still called by what it joins. */
function makeEdge({ id, kind, label, ...joined }: Edge, { turn, source, target }: { readonly turn: Turn; readonly source: string; readonly target: string }): CardEdge {
  const forward = kind === 'data' || kind === 'wait'
  return {
    id,
    type: 'line',
    source,
    target,
    sourceHandle: forward ? 'out' : 'undo',
    targetHandle: forward ? 'in' : 'undo-in',
    domAttributes: noTabStop,
    ariaLabel: `Connection ${joined.source} to ${joined.target}`,
    data: { kind, turn, ...(label === undefined ? {} : { label }) },
  }
}
