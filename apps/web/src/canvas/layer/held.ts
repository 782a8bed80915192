import type { XYPosition } from '@xyflow/react'
import { type Scene, shape } from './scene.ts'
import type { Way } from './way.ts'

/** What the pointer holds, and how far from its place it is. */
export interface Held {
  readonly ids: ReadonlySet<string>
  /** The same for as long as it is held. */
  readonly way: Way
}

/** The boxes that move with what is held: all of it, and what is in held containers. */
export function movingBoxes(scene: Scene, ids: ReadonlySet<string>): ReadonlySet<number> {
  const boxes = new Set<number>()
  let nests = false
  for (const id of ids) {
    const box = scene.indexOf(id)
    if (box === undefined) continue
    boxes.add(box)
    nests ||= scene.shapes[box] === shape.container
  }
  // containers come before what is in them
  if (nests) scene.parents.forEach((parent, box) => void (parent >= 0 && boxes.has(parent) && boxes.add(box)))
  return boxes
}

/** The scene with some boxes elsewhere, for drawing them; what it says of where things lie is as before. Costs what moves. */
export function shifting(scene: Scene, boxes: ReadonlySet<number>): (by: XYPosition) => Scene {
  const extents = scene.extents.slice()
  const ends = scene.ends.slice()
  const shifted: Scene = { ...scene, extents, ends }
  const lines = [...boxes].flatMap((box) => scene.linesAt(box).map((line) => ({ at: 4 * line + (scene.joins[2 * line] === box ? 0 : 2) })))
  return ({ x, y }) => {
    for (const box of boxes) {
      for (let at = 4 * box; at < 4 * box + 4; at += 2) {
        extents[at] = (scene.extents[at] ?? 0) + x
        extents[at + 1] = (scene.extents[at + 1] ?? 0) + y
      }
    }
    for (const { at } of lines) {
      ends[at] = (scene.ends[at] ?? 0) + x
      ends[at + 1] = (scene.ends[at + 1] ?? 0) + y
    }
    return shifted
  }
}
