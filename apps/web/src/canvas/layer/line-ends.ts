import type { Extents } from './grid-index.ts'

/** Start and end of a line: x, y, x, y. */
export type Ends = readonly [number, number, number, number]

/** How far a line leaves a card before it turns. */
const leave = 24
/** Where a line that turns near a card does so. */
const turning = 36

export interface Join {
  readonly from: number
  readonly to: number
  /** From the bottom of a step to its handler, instead of from its right side to the next. */
  readonly down: boolean
}

export function endsOf(extents: Extents, { from, to, down }: Join): Ends {
  const side = (box: number, at: number) => extents[4 * box + at] ?? 0
  if (down) return [(side(from, 0) + side(from, 2)) / 2, side(from, 3), (side(to, 0) + side(to, 2)) / 2, side(to, 1)]
  return [side(from, 2), (side(from, 1) + side(from, 3)) / 2, side(to, 0), (side(to, 1) + side(to, 3)) / 2]
}

export interface Shape {
  readonly turn: Turn
  readonly down: boolean
}

/** The area that a line is in: left, top, right, bottom. */
export function reachOf([x1, y1, x2, y2]: Ends, { turn, down }: Shape): Ends {
  const back = !down && x2 - x1 < 2 * leave ? leave : 0
  const via = typeof turn === 'number' ? turn : y1
  return [Math.min(x1, x2) - back, Math.min(y1, y2, via), Math.max(x1, x2) + back, Math.max(y1, y2, via)]
}

/**
 * How a line gets to another height: in the middle, soon after its source, or just before its target. A number is a height of its own
 * that it runs at in between, past cards that stand in its way.
 */
export type Turn = 'middle' | 'source' | 'target' | number

/** How far from its ends a line turns that runs at a height of its own. */
export function turningAt(x1: number, x2: number): number {
  return x2 - x1 >= 2 * turning ? turning : leave
}

/** The corners of a line, ends included, as x, y, x, y …; written into `route` from its start, and how many numbers they are. */
export function routeOf([x1, y1, x2, y2]: Ends, { turn, down }: Shape, route: Float64Array): number {
  route[0] = x1
  route[1] = y1
  if (down) {
    const middle = (y1 + y2) / 2
    return corners(route, x1 === x2 ? [] : [x1, middle, x2, middle], [x2, y2])
  }
  if (typeof turn === 'number') {
    const by = turningAt(x1, x2)
    return corners(route, [x1 + by, y1, x1 + by, turn, x2 - by, turn, x2 - by, y2], [x2, y2])
  }
  if (x2 - x1 >= 2 * leave) {
    const at = turn === 'source' ? x1 + turning : turn === 'target' ? x2 - turning : (x1 + x2) / 2
    return corners(route, y1 === y2 ? [] : [at, y1, at, y2], [x2, y2])
  }
  const middle = (y1 + y2) / 2
  return corners(route, [x1 + leave, y1, x1 + leave, middle, x2 - leave, middle, x2 - leave, y2], [x2, y2])
}

function corners(route: Float64Array, between: readonly number[], end: readonly [number, number]): number {
  route.set(between, 2)
  route.set(end, 2 + between.length)
  return 4 + between.length
}
