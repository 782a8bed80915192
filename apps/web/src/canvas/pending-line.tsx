import { getSmoothStepPath, Position, useReactFlow, ViewportPortal } from '@xyflow/react'
import { use } from 'react'
import { SceneContext } from './layer/scene-context.ts'
import { rectOf } from './layer/paint-boxes.ts'
import type { KindRequest } from './kind-question.ts'
import styles from './workflow-canvas.module.css'

/** The line that was dropped where nothing is, for as long as it is asked what should stand there. */
export function PendingLine({ request: { from, screen } }: { readonly request: KindRequest }) {
  const scene = use(SceneContext)
  const { screenToFlowPosition } = useReactFlow()
  const box = scene?.boxFor(from.path)
  if (!scene || box === undefined) return null
  const { x, y, width, height } = rectOf(scene, box)
  const undo = from.as === 'undo'
  const end = screenToFlowPosition(screen, { snapToGrid: false })
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
        <path d={path} className={styles.connecting} data-undo={undo ? '' : undefined} />
      </svg>
    </ViewportPortal>
  )
}
