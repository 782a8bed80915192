import { type ConnectionLineComponentProps, getSmoothStepPath } from '@xyflow/react'
import { gap } from '../store/document/measures.ts'
import type { DrawnNode } from './note-nodes.ts'
import { StepGhost } from './step-ghost.tsx'
import styles from './workflow-canvas.module.css'

/** The line under the pointer, drawn as it will be: solid forward, dashed for an undo. */
export function ConnectionLine({ fromX, fromY, toX, toY, fromPosition, toPosition, fromHandle, connectionStatus }: ConnectionLineComponentProps<DrawnNode>) {
  const [path] = getSmoothStepPath({ sourceX: fromX, sourceY: fromY, sourcePosition: fromPosition, targetX: toX, targetY: toY, targetPosition: toPosition, borderRadius: 8, offset: 24 })
  const undo = fromHandle.id === 'undo'
  return (
    <>
      {connectionStatus === null ? <StepGhost {...(undo ? { x: fromX, y: fromY + gap.lane } : { x: toX, y: toY })} undo={undo} /> : null}
      <path d={path} className={styles.connecting} data-undo={undo ? '' : undefined} data-status={connectionStatus ?? undefined} />
    </>
  )
}
