import { type ConnectionLineComponentProps, getSmoothStepPath } from '@xyflow/react'
import type { DrawnNode } from './note-nodes.ts'
import styles from './workflow-canvas.module.css'

/** The line under the pointer, drawn as it will be: solid forward, dashed for an undo. */
export function ConnectionLine({ fromX, fromY, toX, toY, fromPosition, toPosition, fromHandle, connectionStatus }: ConnectionLineComponentProps<DrawnNode>) {
  const [path] = getSmoothStepPath({ sourceX: fromX, sourceY: fromY, sourcePosition: fromPosition, targetX: toX, targetY: toY, targetPosition: toPosition, borderRadius: 8, offset: 24 })
  return <path d={path} className={styles.connecting} data-undo={fromHandle.id === 'undo' ? '' : undefined} data-status={connectionStatus ?? undefined} />
}
