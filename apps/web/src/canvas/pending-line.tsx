import type { WorkflowDocument } from '@eddy/workflow'
import { getSmoothStepPath, Position, ViewportPortal } from '@xyflow/react'
import { use } from 'react'
import { SceneContext } from './layer/scene-context.ts'
import { rectOf } from './layer/paint-boxes.ts'
import { card, gap } from '../store/document/measures.ts'
import { snap } from '../store/document/positions.ts'
import { absolutePlace } from '../store/document/absolute-place.ts'
import type { DropTarget } from './drop-target.ts'
import { StepGhost } from './step-ghost.tsx'
import type { KindRequest } from './kind-question.ts'
import styles from './workflow-canvas.module.css'

export interface PendingLineProps {
  readonly document: WorkflowDocument
  readonly request: KindRequest
}

/** The line that was dropped where nothing is, and the step that will stand there, for as long as it is asked which one. */
export function PendingLine({ document, request: { from, target } }: PendingLineProps) {
  const scene = use(SceneContext)
  const box = scene?.boxFor(from.path)
  if (!scene || box === undefined) return null
  const { x, y, width, height } = rectOf(scene, box)
  const undo = from.as === 'undo'
  const end = undo ? { x: x + width / 2, y: y + height + gap.lane } : comingIn(document, target)
  const [path] = getSmoothStepPath({
    sourceX: undo ? x + width / 2 : x + width,
    sourceY: undo ? y + height : y + height / 2,
    sourcePosition: undo ? Position.Bottom : Position.Right,
    targetX: end.x,
    targetY: end.y,
    targetPosition: undo ? Position.Top : Position.Left,
    borderRadius: 8,
    offset: 24,
  })
  return (
    <ViewportPortal>
      <svg className={styles.pending} aria-hidden>
        <StepGhost {...end} undo={undo} />
        <path d={path} className={styles.connecting} data-undo={undo ? '' : undefined} />
      </svg>
    </ViewportPortal>
  )
}

/** Where the line comes in to a step that is put there. */
function comingIn(document: WorkflowDocument, { scope, position: [x, y] }: DropTarget): { readonly x: number; readonly y: number } {
  const ground = scope.kind === 'container' ? absolutePlace(document, scope.path) : undefined
  return { x: (ground?.x ?? 0) + snap(x), y: (ground?.y ?? 0) + snap(y) + card.height / 2 }
}
