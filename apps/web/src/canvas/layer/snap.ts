import type { XYPosition } from '@xyflow/react'
import type { Area } from './grid-index.ts'
import { routeOf } from './line-ends.ts'
import { endsAt, isDown } from './paint-lines.ts'
import { type Scene, shape } from './scene.ts'
import { turnOf } from './turn-of.ts'

/** How near a middle has to be, in pixels of the drawing: half a step of the grid, so that every place of the grid can still be reached. */
const reach = 8
/** How far away shapes and bends are aimed at. */
const far = { shapes: 1200, bends: 480 }

/** A line through two middles: where it is on its axis, and from where to where on the other. */
export interface Guide {
  readonly axis: 'x' | 'y'
  readonly at: number
  readonly from: number
  readonly to: number
}

export interface Snapped {
  /** How far the box has to go from where it is, to lie in line. */
  readonly by: XYPosition
  readonly guides: readonly Guide[]
}

interface Aim {
  readonly at: number
  /** How far away the shape or the bend is, and where it is on the other axis. */
  readonly away: number
  readonly other: number
}

const nowhere: Snapped = { by: { x: 0, y: 0 }, guides: [] }

/** Where a dragged box belongs that is nearly in line with the middle of another shape, or with a bend of a line. Looks only at what stands beside it. */
export function snap(scene: Scene, box: number, area: Area): Snapped {
  const [x, y] = [(area.left + area.right) / 2, (area.top + area.bottom) / 2]
  const aims = { x: undefined as Aim | undefined, y: undefined as Aim | undefined }
  const consider = (axis: 'x' | 'y', [at, other]: readonly [number, number], behind = 0) => {
    const [mine, beside] = axis === 'x' ? [x, y] : [y, x]
    if (Math.abs(at - mine) > reach) return
    const aim = { at, other, away: Math.abs(at - mine) * far.shapes + Math.abs(other - beside) + behind }
    const known = aims[axis]
    if (!known || aim.away < known.away) aims[axis] = aim
  }
  eachMiddle({ scene, box, at: { x, y } }, (mx, my) => {
    consider('x', [mx, my])
    consider('y', [my, mx])
  })
  eachBend({ scene, box, at: { x, y } }, (bx, by) => {
    // a shape that is as near goes first
    consider('x', [bx, by], far.shapes)
    consider('y', [by, bx], far.shapes)
  })
  if (!aims.x && !aims.y) return nowhere
  // whole pixels, or the words of the card are blurred
  const by = { x: Math.round((aims.x?.at ?? x) - x), y: Math.round((aims.y?.at ?? y) - y) }
  const guide = (axis: 'x' | 'y', aim: Aim | undefined, own: number): readonly Guide[] => (aim ? [{ axis, at: aim.at, from: Math.min(aim.other, own), to: Math.max(aim.other, own) }] : [])
  return { by, guides: [...guide('x', aims.x, y + by.y), ...guide('y', aims.y, x + by.x)] }
}

/** A box, and the point that its middle is dragged to. */
interface Beside {
  readonly scene: Scene
  readonly box: number
  readonly at: XYPosition
}

/** The middles of the shapes that stand in the same container, in the row and in the column of a point. */
function eachMiddle({ scene, box, at: { x, y } }: Beside, visit: (x: number, y: number) => void): void {
  const { extents, shapes, parents } = scene
  const look = (other: number) => {
    const as = shapes[other]
    if (other === box || as === shape.note || as === shape.frame || as === shape.handler || parents[other] !== parents[box]) return
    const side = (at: number) => extents[4 * other + at] ?? 0
    visit((side(0) + side(2)) / 2, (side(1) + side(3)) / 2)
  }
  scene.boxes.query({ left: x - far.shapes, right: x + far.shapes, top: y - reach, bottom: y + reach }, look)
  scene.boxes.query({ left: x - reach, right: x + reach, top: y - far.shapes, bottom: y + far.shapes }, look)
}

const route = new Float64Array(16)

/** The bends of lines that do not lead to the box itself. */
function eachBend({ scene, box, at: { x, y } }: Beside, visit: (x: number, y: number) => void): void {
  scene.lines.query({ left: x - far.bends, right: x + far.bends, top: y - far.bends, bottom: y + far.bends }, (line) => {
    if (scene.joins[2 * line] === box || scene.joins[2 * line + 1] === box || isDown(scene, line)) return
    const count = routeOf(endsAt(scene, line), { turn: turnOf(scene, line), down: false }, route)
    for (let at = 2; at < count - 2; at += 2) visit(route[at] ?? 0, route[at + 1] ?? 0)
  })
}
