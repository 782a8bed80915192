import type { WorkflowDocument } from '@eddy/workflow'
import type { Edge } from '../store/document/edges.ts'
import { stepIndex } from '../store/document/locate.ts'
import { placesOf } from '../store/document/placement.ts'
import { card, gap } from '../store/document/measures.ts'
import { absolutePlace } from './drop-target.ts'

/** Where a line that spans columns changes its height: soon after its source, or just before its target. */
export type Turn = 'middle' | 'source' | 'target'

interface Box {
  readonly path: string
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** Chooses for each long line the turn that keeps it off other cards. */
export function turns(document: WorkflowDocument): (edge: Edge) => Turn {
  const places = placesOf(document)
  const boxes = new Map<string, Box>()
  for (const path of stepIndex(document).keys()) {
    const at = absolutePlace(document, path)
    const size = places.get(path)
    if (at && size) boxes.set(path, { path, left: at.x, right: at.x + size.width, top: at.y, bottom: at.y + size.height })
  }
  const all = [...boxes.values()]
  const crossings = (from: Box, to: Box, y: number) =>
    all.filter((box) => box.left < to.left && box.right > from.right && box.top < y && box.bottom > y && box !== from && box !== to && !to.path.startsWith(`${box.path}.`)).length
  return ({ source, target }) => {
    const [from, to] = [boxes.get(source), boxes.get(target)]
    if (!from || !to || to.left - from.right <= gap.column + card.width / 2) return 'middle'
    const before = crossings(from, to, (from.top + from.bottom) / 2)
    const after = crossings(from, to, (to.top + to.bottom) / 2)
    return before <= after ? 'target' : 'source'
  }
}
