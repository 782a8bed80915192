import type { WorkflowDocument } from '@eddy/workflow'
import type { Edge as FlowEdge } from '@xyflow/react'
import { type EdgeKind, edgesOf } from '../store/document/edges.ts'

export interface EdgeData extends Record<string, unknown> {
  readonly kind: EdgeKind
  readonly label?: string
}

export type CardEdge = FlowEdge<EdgeData, 'line'>

/** The drawing's lines; lines to handlers only while the lanes are shown. */
export function buildEdges(document: WorkflowDocument, lanes: boolean): CardEdge[] {
  return edgesOf(document)
    .filter((edge) => lanes || edge.kind === 'data' || edge.kind === 'wait')
    .map(({ id, kind, source, target, label }) => {
      const forward = kind === 'data' || kind === 'wait'
      return {
        id,
        type: 'line',
        source,
        target,
        sourceHandle: forward ? 'out' : 'undo',
        targetHandle: forward ? 'in' : 'undo-in',
        ariaLabel: `Connection ${source} to ${target}`,
        data: { kind, ...(label === undefined ? {} : { label }) },
      }
    })
}
