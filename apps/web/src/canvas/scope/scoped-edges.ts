import { isInside, ownerOf, standIn } from '../../store/document/inside.ts'
import { locate } from '../../store/document/locate.ts'
import type { CardEdge } from '../flow-edges.ts'
import type { ScopedView } from './scoped-nodes.ts'

/** The lines of the scope. What leads to a step in a closed container leads to its card; each keeps its name, so that it can still be taken away. */
export function scopedEdges(edges: readonly CardEdge[], { document, folded, scope }: ScopedView): readonly CardEdge[] {
  if (folded.size === 0 && scope === undefined) return edges
  const end = (path: string): string | undefined => {
    const drawnWith = locate(document, path)?.scope.kind === 'handlers' ? (ownerOf(document, path) ?? path) : path
    if (!isInside(drawnWith, scope)) return undefined
    const shown = standIn(folded, drawnWith)
    return shown === drawnWith ? path : path === drawnWith ? shown : undefined
  }
  return edges.flatMap((edge): readonly CardEdge[] => {
    const [source, target] = [end(edge.source), end(edge.target)]
    if (source === undefined || target === undefined || source === target) return []
    return source === edge.source && target === edge.target ? [edge] : [{ ...edge, source, target }]
  })
}
