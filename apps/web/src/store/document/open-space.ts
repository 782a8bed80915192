import type { WorkflowDocument } from '@eddy/workflow'
import { allPlaced, lanesOf, placesOf } from './placement.ts'
import { stepIndex } from './locate.ts'
import { noteKey, notesOf } from './notes.ts'
import type { Positions } from './positions.ts'

/** Everything that stands directly in a container, or on the canvas, with its place; lanes hang under their steps and have none of their own. */
export function standing(document: WorkflowDocument, parent: string | undefined): ReadonlyMap<string, { x: number; y: number; width: number; height: number }> {
  const hung = new Set([...lanesOf(document).values()].flat())
  const places = placesOf(document)
  return new Map(
    [...stepIndex(document).values()].flatMap((found) => {
      const place = found.parent === parent && !hung.has(found.path) ? places.get(found.path) : undefined
      return place ? [[found.path, place] as const] : []
    }),
  )
}

/** Places of all that stands in a container or on the canvas. Only distances matter in a container, and what has no place of its own goes by the others, so moving one card means to place them all. */
export function settled(document: WorkflowDocument, parent: string | undefined): Positions {
  return Object.fromEntries([...standing(document, parent)].map(([path, { x, y }]) => [path, [x, y] as const]))
}

/** The same for what is to stay where it is while one of them moves: nothing where all have places that do not depend on each other. */
export function settledBeside(document: WorkflowDocument, parent: string | undefined): Positions {
  return parent === undefined && allPlaced(document) ? {} : settled(document, parent)
}

export interface Space {
  readonly parent?: string | undefined
  readonly axis: 'x' | 'y'
  /** What begins here or further on moves. */
  readonly from: number
  readonly by: number
  readonly except?: string
}

/** New places when everything on one side is pushed away, or drawn nearer with a negative `by`. Notes on the canvas come along, by their keys. */
export function pushed(document: WorkflowDocument, space: Space): Positions {
  const { parent, axis, from, by, except } = space
  const shift = (x: number, y: number) => (axis === 'x' ? ([x + by, y] as const) : ([x, y + by] as const))
  const steps: { [path: string]: readonly [number, number] } = {}
  let moved = false
  for (const [path, place] of standing(document, parent)) {
    const moves = place[axis] >= from && path !== except
    moved ||= moves
    steps[path] = moves ? shift(place.x, place.y) : [place.x, place.y]
  }
  const beyond = parent === undefined ? notesOf(document).filter(({ position: [x, y] }) => (axis === 'x' ? x : y) >= from) : []
  return { ...(moved ? steps : {}), ...Object.fromEntries(beyond.map(({ id, position: [x, y] }) => [noteKey(id), shift(x, y)])) }
}
