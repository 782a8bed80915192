export interface Link {
  readonly from: string
  readonly to: string
}

/** The links without those that close a cycle, those that do, and the nodes with each after all that lead to it. Depth first, without recursion. */
export function withoutCycles<L extends Link>(nodes: readonly string[], links: readonly L[]): { readonly kept: readonly L[]; readonly cut: readonly L[]; readonly order: readonly string[] } {
  const leaving = new Map<string, L[]>(nodes.map((node) => [node, []]))
  for (const link of links) leaving.get(link.from)?.push(link)
  const open = new Set<string>()
  const done = new Set<string>()
  const cut = new Set<L>()
  const finished: string[] = []
  const trail: { readonly node: string; next: number }[] = []
  const enter = (node: string) => {
    open.add(node)
    trail.push({ node, next: 0 })
  }
  for (const root of nodes) {
    if (!done.has(root)) enter(root)
    for (let top = trail.at(-1); top; top = trail.at(-1)) {
      const link = leaving.get(top.node)?.[top.next++]
      if (!link) {
        trail.pop()
        open.delete(top.node)
        done.add(top.node)
        finished.push(top.node)
      } else if (open.has(link.to)) cut.add(link)
      else if (!done.has(link.to)) enter(link.to)
    }
  }
  return { kept: links.filter((link) => !cut.has(link)), cut: [...cut], order: finished.reverse() }
}
