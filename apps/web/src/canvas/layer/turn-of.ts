import { card, gap } from '../../store/document/measures.ts'
import type { Turn } from './line-ends.ts'
import type { Scene } from './scene.ts'
import { shape } from './scene.ts'

const known = new WeakMap<Scene, Map<number, Turn>>()

/** Chooses for a long line the turn that keeps it off other cards; looked for when the line is first drawn. */
export function turnOf(scene: Scene, line: number): Turn {
  const [left = 0, , right = 0] = scene.ends.subarray(4 * line, 4 * line + 4)
  if (right - left <= gap.column + card.width / 2) return 'middle'
  let turns = known.get(scene)
  if (!turns) {
    turns = new Map()
    known.set(scene, turns)
  }
  let turn = turns.get(line)
  if (!turn) {
    turn = choose(scene, line)
    turns.set(line, turn)
  }
  return turn
}

function choose(scene: Scene, line: number): Turn {
  const [left = 0, before = 0, right = 0, after = 0] = scene.ends.subarray(4 * line, 4 * line + 4)
  const [from, to] = [scene.joins[2 * line] ?? 0, scene.joins[2 * line + 1] ?? 0]
  const crossed = (y: number) => {
    let count = 0
    scene.boxes.query({ left, right, top: y, bottom: y }, (box) => {
      if (box !== from && box !== to && scene.shapes[box] !== shape.note && !holds(scene, box, to) && beyond(scene, box, { left, right, y })) count += 1
    })
    return count
  }
  return crossed(before) <= crossed(after) ? 'target' : 'source'
}

function beyond({ extents }: Scene, box: number, { left, right, y }: { readonly left: number; readonly right: number; readonly y: number }): boolean {
  const side = (at: number) => extents[4 * box + at] ?? 0
  return side(0) < right && side(2) > left && side(1) < y && side(3) > y
}

/** Whether a container is around a box. */
function holds({ parents }: Scene, container: number, box: number): boolean {
  for (let at = parents[box] ?? -1; at >= 0; at = parents[at] ?? -1) if (at === container) return true
  return false
}
