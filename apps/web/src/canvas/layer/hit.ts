import { endsAt, isDown } from './paint-lines.ts'
import { routeOf } from './line-ends.ts'
import { type Scene, shape } from './scene.ts'
import { turnOf } from './turn-of.ts'

interface Point {
  readonly x: number
  readonly y: number
}

/** The card at a point, the topmost one; containers only where nothing is in them. */
export function boxAt(scene: Scene, { x, y }: Point): string | undefined {
  let best = -1
  // what lies over another stands later
  scene.boxes.query({ left: x, right: x, top: y, bottom: y }, (box) => void (scene.shapes[box] !== shape.frame && (best = Math.max(best, box))))
  return best < 0 ? undefined : scene.ids[best]
}

/** The cards that lie wholly in an area. */
export function boxesInside(scene: Scene, area: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }): readonly string[] {
  const inside: string[] = []
  const { extents, ids, shapes } = scene
  scene.boxes.query(area, (box) => {
    const side = (at: number) => extents[4 * box + at] ?? 0
    if (shapes[box] !== shape.frame && side(0) >= area.left && side(1) >= area.top && side(2) <= area.right && side(3) <= area.bottom) inside.push(ids[box] ?? '')
  })
  return inside
}

/** The line that runs nearest to a point, if one does within reach. */
export function lineAt(scene: Scene, { x, y }: Point, reach: number): string | undefined {
  let best: { readonly line: number; readonly away: number } | undefined
  const near: number[] = []
  scene.lines.query({ left: x - reach, right: x + reach, top: y - reach, bottom: y + reach }, (line) => void near.push(line))
  for (const line of near) {
    const away = distance(scene, line, { x, y })
    if (away <= reach && (!best || away < best.away)) best = { line, away }
  }
  return best && scene.edges[best.line]?.id
}

const route = new Float64Array(16)

function distance(scene: Scene, line: number, { x, y }: Point): number {
  const count = routeOf(endsAt(scene, line), { turn: turnOf(scene, line), down: isDown(scene, line) }, route)
  let least = Infinity
  for (let at = 2; at < count; at += 2) {
    const [x1, y1, x2, y2] = [route[at - 2] ?? 0, route[at - 1] ?? 0, route[at] ?? 0, route[at + 1] ?? 0]
    const dx = Math.max(Math.min(x1, x2) - x, 0, x - Math.max(x1, x2))
    const dy = Math.max(Math.min(y1, y2) - y, 0, y - Math.max(y1, y2))
    least = Math.min(least, Math.hypot(dx, dy))
  }
  return least
}

/** Whether a box is a note. */
export function isNote({ shapes }: Scene, box: number): boolean {
  return shapes[box] === shape.note
}
