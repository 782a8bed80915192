import type { CardEdge } from './flow-edges.ts'
import type { DrawnNode } from './note-nodes.ts'
import type { ReactFlowProps } from '@xyflow/react'

/** What a person may do to the drawing; absent: look only. */
export type CanvasEditing = Pick<ReactFlowProps<DrawnNode, CardEdge>, 'onConnectEnd' | 'isValidConnection' | 'onNodeDrag' | 'onNodeDragStop' | 'onDrop' | 'onDragOver'>
