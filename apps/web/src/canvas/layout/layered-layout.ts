import { barycentres } from './barycentres.ts'
import { levelled } from './levelled.ts'
import type { Layout } from './layout.ts'

/**
 * Columns from left to right: every block stands right of all that leads to it, as far left as can be; within its column it stands
 * near the middle of what it is joined with. In the manner of Sugiyama, without dummy nodes for long lines. Time: a constant
 * number of passes over blocks and edges, and one sort of each column per pass.
 */
export function layeredLayout({ blocks, edges, gap }: Layout): readonly (readonly [x: number, y: number])[] {
  const forward = withoutBackEdges(blocks.length, edges)
  const columns = columnsOf(blocks.length, forward)
  const before = neighbours(blocks.length, forward, 1)
  const after = neighbours(blocks.length, forward, 0)
  barycentres(columns, { before, after })
  const y = levelled(columns, { blocks, before, after, gap: gap.row })
  const x = new Float64Array(blocks.length)
  let left = 0
  for (const column of columns) {
    for (const block of column) x[block] = left
    left += column.reduce((widest, block) => Math.max(widest, blocks[block]?.width ?? 0), 0) + gap.column
  }
  const top = y.reduce((least, each) => Math.min(least, each), Infinity)
  return blocks.map((_, block) => [x[block] ?? 0, (y[block] ?? 0) - top] as const)
}

type Edges = Layout['edges']

/** The edges but those that close a cycle, found from the first block on. */
function withoutBackEdges(count: number, edges: Edges): Edges {
  const out = neighbours(count, edges, 0)
  const seen = new Uint8Array(count)
  const back = new Set<string>()
  const path: { block: number; next: number }[] = []
  for (let start = 0; start < count; start++) {
    if (seen[start]) continue
    path.push({ block: start, next: 0 })
    seen[start] = 1
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const to = out[top.block]?.[top.next]
      top.next += 1
      if (to === undefined) {
        seen[top.block] = 2
        path.pop()
      } else if (seen[to] === 1) back.add(`${top.block}>${to}`)
      else if (seen[to] === 0) {
        seen[to] = 1
        path.push({ block: to, next: 0 })
      }
    }
  }
  return back.size ? edges.filter(([from, to]) => !back.has(`${from}>${to}`)) : edges
}

/** For each block the blocks at the other end of its edges; `end` 0: that it leads to, 1: that lead to it. */
function neighbours(count: number, edges: Edges, end: 0 | 1): readonly (readonly number[])[] {
  const lists: number[][] = Array.from({ length: count }, () => [])
  for (const edge of edges) lists[edge[end]]?.push(edge[end === 0 ? 1 : 0])
  return lists
}

/** Blocks by the length of the longest way to them, in their given order. */
function columnsOf(count: number, edges: Edges): number[][] {
  const out = neighbours(count, edges, 0)
  const waiting = new Uint32Array(count)
  for (const [, to] of edges) waiting[to] = (waiting[to] ?? 0) + 1
  const depth = new Uint32Array(count)
  const ready = Array.from({ length: count }, (_, block) => block).filter((block) => waiting[block] === 0)
  for (let at = 0; at < ready.length; at++) {
    const from = ready[at] ?? 0
    for (const to of out[from] ?? []) {
      depth[to] = Math.max(depth[to] ?? 0, (depth[from] ?? 0) + 1)
      waiting[to] = (waiting[to] ?? 1) - 1
      if (waiting[to] === 0) ready.push(to)
    }
  }
  const columns: number[][] = []
  for (let block = 0; block < count; block++) (columns[depth[block] ?? 0] ??= []).push(block)
  return columns
}
