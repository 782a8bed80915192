import { useReactFlow, ViewportPortal } from '@xyflow/react'
import type { WorkflowDocument } from '@eddy/workflow'
import { useMemo } from 'react'
import { locate } from '../store/document/locate.ts'
import { stepLabel } from '../store/document/step-label.ts'
import type { Held } from './layer/held.ts'
import { useBy } from './layer/way.ts'
import { lineOf } from './layer/line-of.ts'
import { endsAt } from './layer/paint-lines.ts'
import type { Scene } from './layer/scene.ts'
import { travel } from './motion.ts'
import styles from './link-ends.module.css'

export interface LinkEndsProps {
  readonly document: WorkflowDocument
  readonly scene: Scene
  readonly cut: ReadonlySet<string> | undefined
  readonly held: Held | undefined
  /** Chooses the line. Never changes. */
  readonly onChoose: (line: string) => void
}

interface LinkEnd {
  readonly line: string
  readonly at: 'source' | 'target'
  /** The card that it stands at, and the place there; ends at one side of a card stand under each other, clear of its other lines. */
  readonly card: string
  readonly x: number
  readonly y: number
  readonly slot: number
  /** What the other end stands at. */
  readonly other: { readonly name: string; readonly x: number; readonly y: number }
}

/** Height of an end, with the gap beneath it. */
const pitch = 20

/** Long lines as pairs of ends: each says the name of the step at the other, and leads there. */
export function LinkEnds({ document, scene, cut, held, onChoose }: LinkEndsProps) {
  const ends = useMemo(() => endsOf(document, scene, cut), [document, scene, cut])
  return ends.length === 0 ? null : <Ends ends={ends} held={held} onChoose={onChoose} />
}

/** Apart, so that a drawing without ends renders for no move. */
function Ends({ ends, held, onChoose }: Pick<LinkEndsProps, 'held' | 'onChoose'> & { readonly ends: readonly LinkEnd[] }) {
  const { setCenter, getZoom } = useReactFlow()
  const moved = useBy(held)
  return (
    <ViewportPortal>
      {ends.map(({ line, at, card, x, y, slot, other }) => {
        const by = held?.ids.has(card) ? moved : { x: 0, y: 0 }
        const label = at === 'source' ? `Goes on at ${other.name}` : `Comes from ${other.name}`
        return (
          <button
            key={`${at} ${line}`}
            type="button"
            className={`${styles.end} nodrag nopan`}
            data-at={at}
            title={label}
            aria-label={label}
            style={{ transform: `translate(${x + by.x}px, ${y + by.y + (slot + 1) * pitch}px) translate(${at === 'source' ? '0' : '-100%'}, -50%)` }}
            onClick={() => {
              onChoose(line)
              void setCenter(other.x, other.y, { zoom: getZoom(), ...travel('move') })
            }}
          >
            <span>{other.name}</span>
          </button>
        )
      })}
    </ViewportPortal>
  )
}

function endsOf(document: WorkflowDocument, scene: Scene, cut: ReadonlySet<string> = new Set()): readonly LinkEnd[] {
  const used = new Map<string, number>()
  const slotAt = (side: string) => {
    const slot = used.get(side) ?? 0
    used.set(side, slot + 1)
    return slot
  }
  return [...cut].flatMap((id): readonly LinkEnd[] => {
    const line = lineOf(scene, id)
    if (line === undefined) return []
    const [x1, y1, x2, y2] = endsAt(scene, line)
    const [source, target] = [0, 1].map((side) => scene.ids[scene.joins[2 * line + side] ?? 0] ?? '')
    if (source === undefined || target === undefined) return []
    const nameOf = (path: string) => {
      const found = locate(document, path)
      return found ? stepLabel(found.step) : path
    }
    return [
      { line: id, at: 'source', card: source, x: x1, y: y1, slot: slotAt(`${source} out`), other: { name: nameOf(target), x: x2, y: y2 } },
      { line: id, at: 'target', card: target, x: x2, y: y2, slot: slotAt(`${target} in`), other: { name: nameOf(source), x: x1, y: y1 } },
    ]
  })
}
