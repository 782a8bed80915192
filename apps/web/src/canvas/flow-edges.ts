import type { WorkflowDocument } from '@eddy/workflow'
import type { Edge as FlowEdge } from '@xyflow/react'
import { type EdgeKind, edgesOf } from '../store/document/edges.ts'
import { type Turn, turns } from './turning.ts'

export interface EdgeData extends Record<string, unknown> {
  readonly kind: EdgeKind
  readonly label?: string
  readonly turn: Turn
  /** It feeds a selected step, and that is looked at. */
  readonly linked?: boolean
}

export type CardEdge = FlowEdge<EdgeData, 'line'>

/** The drawing's lines; lines to handlers only while the lanes are shown. */
export function buildEdges(document: WorkflowDocument, lanes: boolean): CardEdge[] {
  const turn = turns(document)
  return edgesOf(document)
    .filter((edge) => lanes || edge.kind === 'data' || edge.kind === 'wait')
    .map((edge) => {
      const { id, kind, source, target, label } = edge
      const forward = kind === 'data' || kind === 'wait'
      return {
        id,
        type: 'line',
        source,
        target,
        sourceHandle: forward ? 'out' : 'undo',
        targetHandle: forward ? 'in' : 'undo-in',
        ariaLabel: `Connection ${source} to ${target}`,
        data: { kind, turn: turn(edge), ...(label === undefined ? {} : { label }) },
      }
    })
}
