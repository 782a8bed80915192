import { card, gap } from '../../store/document/measures.ts'
import type { Area, Extents, GridIndex } from './grid-index.ts'
import { type Ends, routeOf, type Turn, turningAt } from './line-ends.ts'
import { shape } from './shape.ts'

/** How far beyond its ends a line goes out of its way, at most. */
export const mostDetour = 512
/** How near a line runs to the cards that it passes, and how much further away those of every other column do, so that they can be told apart. */
const clearance = 16
const apart = 8
/** Cards that are gone round before a way is given up. */
const mostTries = 12
/** A line across a card is worse than any way round it. */
const crossing = 4 * mostDetour

/** The boxes of a scene, and what lies where. */
export interface Around {
  readonly shapes: Uint8Array
  readonly parents: Int32Array
  readonly extents: Extents
  readonly boxes: GridIndex
}

export interface Joined {
  readonly ends: Ends
  readonly from: number
  readonly to: number
  readonly down: boolean
}

/**
 * Chooses how a line gets to its target without running behind other cards.
 * 1. Straight or with one turn where that crosses none; else at a height where none is, above or beneath those in its way, whichever is nearer.
 * 2. What it chooses depends on nothing further than `mostDetour` above and beneath the line.
 */
export function chooseTurn(around: Around, joined: Joined): Turn {
  const { ends, down } = joined
  const [x1, y1, x2, y2] = ends
  const near = x2 - x1 <= gap.column + card.width / 2
  // there is no room for a card in between
  if (down || (near && y1 === y2 && x2 >= x1)) return 'middle'
  const plain: readonly Turn[] = near ? ['middle'] : y1 === y2 ? ['target'] : ['target', 'source']
  let best: { readonly turn: Turn; readonly cost: number } | undefined
  const consider = (turn: Turn, detour: number) => {
    const cost = crossed(around, joined, turn) * crossing + detour
    if (!best || cost < best.cost) best = { turn, cost }
    return cost < crossing
  }
  for (const turn of plain) if (consider(turn, 0)) return turn
  for (const height of heights(around, joined)) consider(height, Math.abs(height - y1) + Math.abs(height - y2))
  return best?.turn ?? 'middle'
}

const route = new Float64Array(16)

/** How many cards a line would run behind. */
function crossed(around: Around, joined: Joined, turn: Turn): number {
  const count = routeOf(joined.ends, { turn, down: false }, route)
  let cards = 0
  for (let at = 2; at < count; at += 2) {
    const [x1, y1, x2, y2] = [route[at - 2] ?? 0, route[at - 1] ?? 0, route[at] ?? 0, route[at + 1] ?? 0]
    // where it leaves and enters a near card no other has room
    if (turn === 'middle' && y1 === y2 && (at === 2 || at === count - 2)) continue
    const part = { left: Math.min(x1, x2), right: Math.max(x1, x2), top: Math.min(y1, y2), bottom: Math.max(y1, y2) }
    around.boxes.query(part, (box) => void (meets(around, box, part) && inTheWay(around, joined, box) && (cards += 1)))
  }
  return cards
}

/** The nearest heights, up and down from both ends, at which nothing stands between the two turns. */
function heights(around: Around, joined: Joined): readonly number[] {
  const [x1, y1, x2, y2] = joined.ends
  const by = turningAt(x1, x2)
  const [left, right] = [Math.min(x1 + by, x2 - by), Math.max(x1 + by, x2 - by)]
  const away = clearance + (Math.floor(x1 / (card.width + gap.column)) & 1) * apart
  const starts = y1 === y2 ? [y1] : [y1, y2]
  return starts.flatMap((start) => [-1, 1].flatMap((way) => free(around, joined, { left, right, start, way, away }) ?? []))
}

interface Search {
  readonly left: number
  readonly right: number
  readonly start: number
  /** Up, -1, or down, 1. */
  readonly way: number
  readonly away: number
}

function free(around: Around, joined: Joined, { left, right, start, way, away }: Search): number | undefined {
  const [, y1, , y2] = joined.ends
  let height = start
  for (let tries = 0; tries < mostTries; tries++) {
    let next = height
    const channel = { left, right, top: height - clearance / 2, bottom: height + clearance / 2 }
    around.boxes.query(channel, (box) => {
      if (!meets(around, box, channel) || !inTheWay(around, joined, box)) return
      const { top, bottom } = sidesOf(around, box)
      next = way < 0 ? Math.min(next, top - away) : Math.max(next, bottom + away)
    })
    if (next === height) return height
    height = next
    if (height < Math.min(y1, y2) - mostDetour || height > Math.max(y1, y2) + mostDetour) return undefined
  }
  return undefined
}

/** Whether a box reaches into an area; a line along an edge crosses nothing. */
function meets(around: Around, box: number, { left, top, right, bottom }: Area): boolean {
  const sides = sidesOf(around, box)
  return sides.left < right && sides.right > left && sides.top < bottom && sides.bottom > top
}

function sidesOf({ extents }: Around, box: number): Area {
  return { left: extents[4 * box] ?? 0, top: extents[4 * box + 1] ?? 0, right: extents[4 * box + 2] ?? 0, bottom: extents[4 * box + 3] ?? 0 }
}

/** Notes lie under everything, and the containers around an end belong to the line. */
function inTheWay({ shapes, parents }: Around, { from, to }: Joined, box: number): boolean {
  const as = shapes[box]
  if (as === shape.note || as === shape.frame) return false
  return as !== shape.container || (!holds(parents, box, from) && !holds(parents, box, to))
}

/** Whether a container is around a box. */
function holds(parents: Int32Array, container: number, box: number): boolean {
  for (let at = parents[box] ?? -1; at >= 0; at = parents[at] ?? -1) if (at === container) return true
  return false
}
