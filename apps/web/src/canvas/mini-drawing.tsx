import type { WorkflowDocument } from '@eddy/workflow'
import { edgesOf } from '../store/document/edges.ts'
import { stepIndex } from '../store/document/locate.ts'
import { gap } from '../store/document/measures.ts'
import { lanesOf, placesOf } from '../store/document/placement.ts'
import { absolutePlace } from '../store/document/absolute-place.ts'
import styles from './mini-drawing.module.css'

/** A workflow as blocks and lines: forward above, undo beneath. */
export function MiniDrawing({ document }: { readonly document: WorkflowDocument }) {
  const sizes = placesOf(document)
  const owners = new Map([...lanesOf(document)].flatMap(([owner, handlers]) => handlers.map((handler) => [handler, owner] as const)))
  // the undo of a step inside a container hangs under it, wherever the container stands
  const placeOf = (path: string) => {
    const owner = owners.get(path)
    const [under, card, own] = [owner?.includes('.') ? absolutePlace(document, owner) : undefined, sizes.get(owner ?? ''), sizes.get(path)]
    return under && card && own ? { x: under.x + (card.width - own.width) / 2, y: under.y + card.height + gap.lane } : absolutePlace(document, path)
  }
  const boxes = new Map(
    [...stepIndex(document).values()].flatMap(({ path, scope, step }) => {
      const size = sizes.get(path)
      const at = placeOf(path)
      return size && at ? [[path, { ...at, width: size.width, height: size.height, kind: step.steps || step.branches ? 'container' : scope.kind === 'handlers' ? 'undo' : 'step' }] as const] : []
    }),
  )
  const all = [...boxes.values()]
  const left = Math.min(...all.map((box) => box.x)) - 24
  const top = Math.min(...all.map((box) => box.y)) - 24
  const width = Math.max(...all.map((box) => box.x + box.width)) + 24 - left
  const height = Math.max(...all.map((box) => box.y + box.height)) + 24 - top
  if (!all.length) return <span className={styles.drawing} />
  return (
    <svg className={styles.drawing} viewBox={`${left} ${top} ${width} ${height}`} aria-hidden>
      {edgesOf(document).map((edge) => {
        const [from, to] = [boxes.get(edge.source), boxes.get(edge.target)]
        if (!from || !to) return null
        const forward = edge.kind === 'data' || edge.kind === 'wait'
        const start = forward ? [from.x + from.width, from.y + from.height / 2] : [from.x + from.width / 2, from.y + from.height]
        const end = forward ? [to.x, to.y + to.height / 2] : [to.x + to.width / 2, to.y]
        return <path key={edge.id} data-kind={edge.kind} d={`M${start.join(' ')} L${end.join(' ')}`} />
      })}
      {[...boxes].map(([path, { kind, ...box }]) => (
        <rect key={path} data-kind={kind} rx={14} {...box} />
      ))}
    </svg>
  )
}
