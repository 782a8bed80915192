import type { WorkflowDocument } from '@eddy/workflow'
import { stepIndex } from './locate.ts'
import { card, container, foldedCard, gap, handlerCard } from './measures.ts'
import { lanesOf, type Place, placesOf } from './placement.ts'

interface Known {
  readonly folded: ReadonlySet<string>
  readonly places: ReadonlyMap<string, Place>
}

const known = new WeakMap<WorkflowDocument, Known>()

/**
 * Where everything is drawn while some containers are folded: nothing moves, folded containers and those around them
 * are smaller, and what is within has no place. Computed once per document and set of folds.
 */
export function drawnPlaces(document: WorkflowDocument, folded: ReadonlySet<string>): ReadonlyMap<string, Place> {
  if (folded.size === 0) return placesOf(document)
  const last = known.get(document)
  if (last?.folded === folded) return last.places
  const places = drawn(document, folded)
  known.set(document, { folded, places })
  return places
}

function drawn(document: WorkflowDocument, folded: ReadonlySet<string>): ReadonlyMap<string, Place> {
  const full = placesOf(document)
  const lanes = lanesOf(document)
  const hung = new Set([...lanes.values()].flat())
  const places = new Map<string, Place>()
  const inner = new Map<string | undefined, string[]>()
  for (const { path, parent } of stepIndex(document).values()) {
    if (hung.has(path)) continue
    const list = inner.get(parent)
    if (list) list.push(path)
    else inner.set(parent, [path])
  }
  const put = (path: string): void => {
    const place = full.get(path)
    if (!place) return
    const children = inner.get(path) ?? []
    const isFolded = folded.has(path)
    if (!isFolded) children.forEach(put)
    const size = isFolded ? foldedCard : children.length ? room(children) : place
    const at = { x: place.x, y: place.y, width: size.width, height: size.height }
    places.set(path, at)
    lanes.get(path)?.forEach((handler, row) => places.set(handler, { x: at.x + (at.width - handlerCard.width) / 2, y: at.y + at.height + gap.lane + row * (gap.lane + handlerCard.height), ...handlerCard }))
  }
  const room = (children: readonly string[]) => {
    let [width, height] = [container.minWidth, container.minHeight]
    for (const path of children) {
      const { x, y, ...size } = places.get(path) ?? { x: 0, y: 0, ...card }
      const lane = (lanes.get(path)?.length ?? 0) * (gap.lane + handlerCard.height)
      width = Math.max(width, x + size.width + container.padding)
      height = Math.max(height, y + size.height + lane + container.padding)
    }
    return { width, height }
  }
  for (const path of inner.get(undefined) ?? []) put(path)
  return places
}
