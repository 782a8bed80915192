import type { WorkflowDocument } from '@eddy/workflow'
import { useStore } from '@xyflow/react'
import { memo } from 'react'
import { stepIndex } from '../store/document/locate.ts'
import { gap } from '../store/document/measures.ts'
import { standing } from '../store/document/open-space.ts'
import { placesOf } from '../store/document/placement.ts'
import { stepLabel } from '../store/document/step-label.ts'
import { derived } from '../store/document/steps-change.ts'
import { absolutePlace } from '../store/document/absolute-place.ts'
import styles from './pivot-line.module.css'

interface Pivot {
  readonly path: string
  readonly label: string
  /** On the canvas: half-way to the next column. */
  readonly x: number
}

/** The point of no return, through the whole canvas. Panning moves the line alone. */
export const PivotLine = memo(function PivotLine({ document }: { readonly document: WorkflowDocument }) {
  return pivotsOf(document).map((pivot) => <Line key={pivot.path} {...pivot} />)
})

function Line({ x, label }: Pivot) {
  const left = useStore(({ transform: [dx, , zoom] }) => Math.round(x * zoom + dx))
  return (
    <div className={styles.pivot} style={{ transform: `translateX(${left}px)` }} role="note" aria-label={`Point of no return after ${label}`}>
      <span className={styles.label}>Point of no return: {label}</span>
    </div>
  )
}

export const pivotsOf: (document: WorkflowDocument) => readonly Pivot[] = derived<readonly Pivot[]>({
  whole: pivotsIn,
  // where there is none, and none has come, there is nothing that another place could move
  next: ({ value, come }) => (value.length === 0 && come.every(({ role }) => role !== 'pivot') ? value : undefined),
})

function pivotsIn(document: WorkflowDocument): readonly Pivot[] {
  const pivots: Pivot[] = []
  for (const { path, step, parent, scope } of stepIndex(document).values()) {
    if (step.role !== 'pivot' || scope.kind === 'handlers') continue
    const [at, place] = [absolutePlace(document, path), placesOf(document).get(path)]
    if (!at || !place) continue
    const right = place.x + place.width
    const next = Math.min(...[...standing(document, parent).values()].flatMap(({ x }) => (x >= right ? [x] : [])))
    pivots.push({ path, label: stepLabel(step), x: at.x + place.width + Math.min(gap.column, next - right) / 2 })
  }
  return pivots
}
