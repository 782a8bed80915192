import { card, handlerCard } from '../store/document/measures.ts'
import styles from './workflow-canvas.module.css'

export interface StepGhostProps {
  /** Where the line will come in: the middle of the left side, of an undo the middle of the top. */
  readonly x: number
  readonly y: number
  readonly undo: boolean
}

/** The step that a line would lead to if it were let go of here; part of a drawing. */
export function StepGhost({ x, y, undo }: StepGhostProps) {
  const { width, height } = undo ? handlerCard : card
  return <rect className={styles.stepGhost} data-undo={undo ? '' : undefined} x={undo ? x - width / 2 : x} y={undo ? y : y - height / 2} width={width} height={height} rx={12} />
}
