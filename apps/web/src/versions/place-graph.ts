import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@eddy/server/router'

export type Graph = inferRouterOutputs<AppRouter>['version']['graph']
export type GraphNode = Graph['nodes'][number]
export type GraphEdge = Graph['edges'][number]

export const NODE = { width: 150, height: 44, gap: 16, row: 40 } as const

export interface PlacedGraph {
  readonly nodes: readonly (GraphNode & { readonly x: number; readonly y: number })[]
  readonly edges: readonly (GraphEdge & { readonly path: string })[]
  readonly width: number
  readonly height: number
}

/** Composers above what they compose, each layer in a row of its own, in the middle. */
export function placeGraph({ nodes, edges }: Graph): PlacedGraph {
  const layers = [...new Set(nodes.map(({ layer }) => layer))].toSorted((one, other) => one - other)
  const rows = layers.map((layer) => nodes.filter((node) => node.layer === layer))
  const widest = Math.max(1, ...rows.map(({ length }) => length))
  const width = widest * (NODE.width + NODE.gap) - NODE.gap
  const placed = rows.flatMap((row, at) => {
    const left = (width - (row.length * (NODE.width + NODE.gap) - NODE.gap)) / 2
    return row.map((node, index) => ({ ...node, x: left + index * (NODE.width + NODE.gap), y: at * (NODE.height + NODE.row) }))
  })
  const places = new Map(placed.map((node) => [node.name, node]))
  return {
    nodes: placed,
    edges: edges.flatMap((edge) => {
      const [from, to] = [places.get(edge.from), places.get(edge.to)]
      return from && to && from !== to ? [{ ...edge, path: wayBetween(from, to) }] : []
    }),
    width,
    height: rows.length * (NODE.height + NODE.row) - NODE.row,
  }
}

interface Place {
  readonly x: number
  readonly y: number
}

function wayBetween(from: Place, to: Place): string {
  const [x1, y1, x2, y2] = [from.x + NODE.width / 2, from.y + NODE.height, to.x + NODE.width / 2, to.y]
  const bend = (y1 + y2) / 2
  return `M${x1},${y1} C${x1},${bend} ${x2},${bend} ${x2},${y2}`
}

/** `v2, draft → @3 (live)`. */
export function edgeWords({ versions, reference, environments }: GraphEdge): string {
  const who = versions.map((version) => (version === null ? 'draft' : `v${version}`)).join(', ')
  const at = reference.includes('@') ? reference.slice(reference.indexOf('@')) : 'live'
  return `${who} → ${at}${environments.length === 0 ? '' : ` (${environments.join(', ')})`}`
}
