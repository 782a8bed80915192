import { handlesOf } from '../nodes.ts'
import type { DrawnNode } from '../note-nodes.ts'
import { rectOf } from './paint-boxes.ts'
import { type Scene, shape } from './scene.ts'

const known = new WeakMap<Scene, Map<number, DrawnNode>>()

/** A node that is never seen: it only says where a card stands that the layer draws. Made once for each box. */
export function standIn(scene: Scene, box: number): DrawnNode {
  let made = known.get(scene)
  if (!made) {
    made = new Map()
    known.set(scene, made)
  }
  let node = made.get(box)
  if (!node) {
    node = makeStandIn(scene, box)
    made.set(box, node)
  }
  return node
}

function makeStandIn(scene: Scene, box: number): DrawnNode {
  const { x, y, width, height } = rectOf(scene, box)
  const size = { width, height }
  return {
    id: scene.ids[box] ?? '',
    // any type will do: nothing of it is drawn
    type: 'note',
    hidden: true,
    position: { x, y },
    ...size,
    measured: size,
    handles: handlesOf(size, scene.shapes[box] === shape.handler),
    data: { note: { id: '', text: '', position: [x, y] }, editable: false },
  }
}
