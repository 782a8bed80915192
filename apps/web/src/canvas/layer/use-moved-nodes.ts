import { useStoreApi } from '@xyflow/react'
import { useEffect, useMemo } from 'react'
import type { CardEdge } from '../flow-edges.ts'
import type { DrawnNode } from '../note-nodes.ts'
import { type Held, movingBoxes } from './held.ts'
import type { Scene } from './scene.ts'

/** The nodes where the pointer has them. React Flow is told of each move itself: the rest of the canvas does not render for it. */
export function useMovedNodes(nodes: DrawnNode[], scene: Scene, held: Held | undefined): DrawnNode[] {
  const flow = useStoreApi<DrawnNode, CardEdge>()
  const moved = useMemo(() => (held ? moving(nodes, scene, held) : undefined), [nodes, scene, held])
  const shown = useMemo(() => ({ nodes: moved ? moved() : nodes, by: held?.way.by }), [moved, nodes, held])
  // moves do not come by React; after React Flow has taken what was rendered, or that would take the place of a later move
  useEffect(() => {
    if (!held || !moved) return
    const tell = () => flow.getState().setNodes(moved())
    if (held.way.by !== shown.by) tell()
    return held.way.subscribe(tell)
  }, [flow, held, moved, shown])
  return shown.nodes
}

function moving(nodes: readonly DrawnNode[], scene: Scene, { ids, way }: Held): () => DrawnNode[] {
  const boxes = movingBoxes(scene, ids)
  // an unseen stand-in has no container around it
  const moves = nodes.map(({ id, hidden }) => (hidden ? boxes.has(scene.indexOf(id) ?? -1) : ids.has(id)))
  return () => nodes.map((node, at) => (moves[at] ? { ...node, position: { x: node.position.x + way.by.x, y: node.position.y + way.by.y } } : node))
}
