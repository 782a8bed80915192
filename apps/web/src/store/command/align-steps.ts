import type { WorkflowDocument } from '@eddy/workflow'
import { locate } from '../document/locate.ts'
import { settled, standing } from '../document/open-space.ts'
import type { Positions } from '../document/positions.ts'
import { stepLabel } from '../document/step-label.ts'
import type { Command } from './command.ts'
import { moveSteps } from './move-steps.ts'

export type Alignment = 'left' | 'centre' | 'right' | 'top' | 'middle' | 'bottom' | 'across' | 'down'

export const alignmentWords: { readonly [Name in Alignment]: string } = {
  left: 'Align left edges',
  centre: 'Align centres',
  right: 'Align right edges',
  top: 'Align top edges',
  middle: 'Align middles',
  bottom: 'Align bottom edges',
  across: 'Distribute across',
  down: 'Distribute down',
}

export type Aligning = { readonly ok: true; readonly command: Command } | { readonly ok: false; readonly reason: string }

interface Box {
  readonly path: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Puts selected cards in line, or at even distances, or says why not. Handlers follow their steps. */
export function alignSteps(document: WorkflowDocument, ids: Iterable<string>, alignment: Alignment): Aligning {
  const found = [...ids].flatMap((id) => locate(document, id) ?? []).filter(({ scope }) => scope.kind !== 'handlers')
  const [first] = found
  const least = alignment === 'across' || alignment === 'down' ? 3 : 2
  if (!first || found.length < least) return { ok: false, reason: `${alignmentWords[alignment]} takes at least ${least === 3 ? 'three' : 'two'} steps: select more.` }
  const other = found.find(({ parent }) => parent !== first.parent)
  if (other) return { ok: false, reason: `${stepLabel(first.step)} and ${stepLabel(other.step)} stand in different containers, so they cannot be put in line.` }
  const around = standing(document, first.parent)
  const boxes = found.flatMap(({ path }): Box[] => {
    const place = around.get(path)
    return place ? [{ path, ...place }] : []
  })
  const places = { ...settled(document, first.parent), ...aligned(boxes, alignment) }
  return { ok: true, command: moveSteps(places, { label: `${alignmentWords[alignment]} of ${boxes.length} steps`, exact: true }) }
}

function aligned(boxes: readonly Box[], alignment: Alignment): Positions {
  switch (alignment) {
    case 'across':
      return distributed(boxes, 'x')
    case 'down':
      return distributed(boxes, 'y')
    case 'left':
    case 'centre':
    case 'right':
      return lined(boxes, 'x', share[alignment])
    default:
      return lined(boxes, 'y', share[alignment])
  }
}

/** Which part of a card is put in line, from its left or top edge. */
const share = { left: 0, centre: 0.5, right: 1, top: 0, middle: 0.5, bottom: 1 } as const
const extent = { x: 'width', y: 'height' } as const

function lined(boxes: readonly Box[], axis: 'x' | 'y', part: number): Positions {
  const start = Math.min(...boxes.map((box) => box[axis]))
  const end = Math.max(...boxes.map((box) => box[axis] + box[extent[axis]]))
  const line = start + (end - start) * part
  return placed(boxes, axis, (box) => line - box[extent[axis]] * part)
}

/** The outermost stay; the others get the same room between them. */
function distributed(boxes: readonly Box[], axis: 'x' | 'y'): Positions {
  const size = extent[axis]
  const order = [...boxes].sort((a, b) => a[axis] - b[axis])
  const [first, last] = [order[0], order.at(-1)]
  if (!first || !last) return {}
  const room = last[axis] + last[size] - first[axis] - order.reduce((sum, box) => sum + box[size], 0)
  const between = room / (order.length - 1)
  const at = new Map<Box, number>()
  let next = first[axis]
  for (const box of order) {
    at.set(box, next)
    next += box[size] + between
  }
  return placed(boxes, axis, (box) => at.get(box) ?? box[axis])
}

function placed(boxes: readonly Box[], axis: 'x' | 'y', to: (box: Box) => number): Positions {
  return Object.fromEntries(boxes.map((box) => [box.path, axis === 'x' ? [to(box), box.y] : [box.x, to(box)]] as const))
}
