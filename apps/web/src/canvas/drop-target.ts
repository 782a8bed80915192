import type { WorkflowDocument } from '@eddy/workflow'
import { absolutePlace } from '../store/document/absolute-place.ts'
import { drawnPlaces } from '../store/document/drawn-places.ts'
import { foldsIn, isInside, standIn } from '../store/document/inside.ts'
import { root, type Scope, stepIndex } from '../store/document/locate.ts'
import { placesOf } from '../store/document/placement.ts'
import { container } from '../store/document/measures.ts'

interface Point {
  readonly x: number
  readonly y: number
}

export interface DropTarget {
  readonly scope: Scope
  /** The point, relative to the scope's top left corner. */
  readonly position: readonly [number, number]
}

export interface Dropping {
  /** Not dropped into itself. */
  readonly moving?: string | undefined
  readonly folded: ReadonlySet<string>
  readonly scope: string | undefined
}

/** The innermost open container under a point, or what is looked into. */
export function dropTarget(document: WorkflowDocument, { x, y }: Point, { moving, folded: all, scope }: Dropping): DropTarget {
  const folded = foldsIn(all, scope)
  const places = drawnPlaces(document, folded)
  let target = groundOf(document, scope, { x, y })
  for (const { path, step } of stepIndex(document).values()) {
    if ((!step.steps && !step.branches) || path === moving || (moving !== undefined && path.startsWith(`${moving}.`))) continue
    if (folded.has(path) || standIn(folded, path) !== path || !isInside(path, scope)) continue
    const at = absolutePlace(document, path)
    const size = places.get(path)
    if (!at || !size || x < at.x || y < at.y || x > at.x + size.width || y > at.y + size.height) continue
    // containers come before what is inside them, so the last that fits is the innermost
    target = { scope: step.branches ? branchAt(document, path, y - at.y) : { kind: 'container', path }, position: [x - at.x, y - at.y] }
  }
  return target
}

/** The canvas, or the container that is looked into, which ends nowhere. */
export function groundOf(document: WorkflowDocument, scope: string | undefined, { x, y }: Point): DropTarget {
  const at = scope === undefined ? undefined : absolutePlace(document, scope)
  if (scope === undefined || !at) return { scope: root, position: [x, y] }
  const branches = stepIndex(document).get(scope)?.step.branches
  return { scope: branches ? branchAt(document, scope, y - at.y) : { kind: 'container', path: scope }, position: [x - at.x, y - at.y] }
}

/** The branch of a switch whose cards are nearest to a height; the first empty one when a drop is below all cards. */
function branchAt(document: WorkflowDocument, path: string, y: number): Scope {
  const places = placesOf(document)
  const branches = stepIndex(document).get(path)?.step.branches ?? []
  const middles = branches.map((branch, index) => {
    const drawn = branch.steps.flatMap((step) => places.get(`${path}.${step.name}`) ?? [])
    if (!drawn.length) return container.header + container.padding + index * 24 + 8
    return drawn.reduce((sum, place) => sum + place.y + place.height / 2, 0) / drawn.length
  })
  const best = middles.reduce((at, middle, index) => (Math.abs(middle - y) < Math.abs((middles[at] ?? 0) - y) ? index : at), 0)
  return { kind: 'container', path, branch: best }
}
