import type { DrawnNode } from '../note-nodes.ts'
import type { Scene } from './scene.ts'

/** A node where a scene has it, in the container around it. */
export function placedIn({ extents, parents, indexOf }: Scene, node: DrawnNode): DrawnNode {
  const box = indexOf(node.id)
  if (box === undefined || node.hidden) return node
  const parent = parents[box] ?? -1
  const side = (at: number) => (extents[4 * box + at] ?? 0) - (parent < 0 ? 0 : (extents[4 * parent + at] ?? 0))
  const [x, y] = [side(0), side(1)]
  return x === node.position.x && y === node.position.y ? node : { ...node, position: { x, y } }
}
