/**
 * Cycles of a directed graph, each as its nodes in order, the earliest node first. A depth-first search reports one cycle for every
 * edge that closes one, so every strongly connected part is named at least once; not every elementary cycle, of which there may be
 * exponentially many. Without recursion. Linear: once the cycles named outweigh the graph, further ones are left out.
 */
export function findCycles(nodes: readonly string[], next: ReadonlyMap<string, readonly string[]>): string[][] {
  const rank = new Map(nodes.map((node, index) => [node, index]))
  const search: Search = { next, depth: new Map(), done: new Set(), trail: [], found: [], budget: 4 * nodes.length + 1_000 }
  for (const node of nodes) if (!search.done.has(node)) searchFrom(search, node)
  return search.found.map((cycle) => earliestFirst(cycle, rank))
}

interface Search {
  readonly next: ReadonlyMap<string, readonly string[]>
  /** Place on the trail. */
  readonly depth: Map<string, number>
  readonly done: Set<string>
  readonly trail: { readonly node: string; index: number }[]
  readonly found: string[][]
  budget: number
}

function searchFrom(search: Search, root: string): void {
  enter(search, root)
  for (let top = search.trail.at(-1); top; top = search.trail.at(-1)) {
    const to = search.next.get(top.node)?.[top.index++]
    if (to === undefined) leave(search)
    else if (search.depth.has(to)) report(search, to)
    else if (!search.done.has(to)) enter(search, to)
  }
}

function enter(search: Search, node: string): void {
  search.depth.set(node, search.trail.length)
  search.trail.push({ node, index: 0 })
}

function leave(search: Search): void {
  const left = search.trail.pop()
  if (!left) return
  search.depth.delete(left.node)
  search.done.add(left.node)
}

function report(search: Search, start: string): void {
  const from = search.depth.get(start) ?? 0
  if (search.trail.length - from > search.budget) return
  const cycle = search.trail.slice(from).map(({ node }) => node)
  search.budget -= cycle.length
  // two edges between the same steps close the same cycle
  const last = search.found.at(-1)
  if (!last || last.length !== cycle.length || last.some((node, index) => node !== cycle[index])) search.found.push(cycle)
}

function earliestFirst(cycle: readonly string[], rank: ReadonlyMap<string, number>): string[] {
  const at = cycle.reduce((best, node, index) => ((rank.get(node) ?? 0) < (rank.get(cycle[best] ?? '') ?? 0) ? index : best), 0)
  return [...cycle.slice(at), ...cycle.slice(0, at)]
}
