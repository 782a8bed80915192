import { useMemo } from 'react'
import { type CardEdge, cardEdge } from '../flow-edges.ts'
import type { Drawn } from './batches.ts'
import { linesOf } from './line-of.ts'
import type { Scene } from './scene.ts'

/** The lines that React Flow draws. */
export function useFlowEdges(scene: Scene, drawn: Drawn, selected: ReadonlySet<string>): CardEdge[] {
  const plain = useMemo(() => linesOf(scene, drawn.lines).map((line) => cardEdge(scene, line)), [scene, drawn.lines])
  return useMemo(() => plain.map((edge) => (selected.has(edge.id) ? chosen(edge) : edge)), [plain, selected])
}

const marked = new WeakMap<CardEdge, CardEdge>()

function chosen(edge: CardEdge): CardEdge {
  let selected = marked.get(edge)
  if (!selected) {
    selected = { ...edge, selected: true }
    marked.set(edge, selected)
  }
  return selected
}
