import { documentGraph, topologicalOrder } from '../graph.ts'
import type { WorkflowDocument } from '../document.ts'

/**
 * The longest chain of top-level forward steps of which each needs the one before: what bounds a run from below however much runs at
 * once. Of several the first declared; a container is one step; steps on a cycle are left out. Linear.
 */
export function longestChain(document: WorkflowDocument): string[] {
  const [top] = documentGraph(document).scopes
  if (!top) return []
  const before = new Map<string, string[]>()
  for (const { from, to } of top.edges) {
    const list = before.get(to)
    if (list) list.push(from)
    else before.set(to, [from])
  }
  const chains = new Map<string, { readonly length: number; readonly previous: string | undefined }>()
  const lengthOf = (name: string | undefined) => (name === undefined ? 0 : (chains.get(name)?.length ?? 0))
  const longest = (names: Iterable<string>) => {
    let best: string | undefined
    for (const name of names) if (lengthOf(name) > lengthOf(best)) best = name
    return best
  }
  for (const name of topologicalOrder(top)) {
    const previous = longest(before.get(name) ?? [])
    chains.set(name, { length: lengthOf(previous) + 1, previous })
  }
  const chain: string[] = []
  for (let name = longest(chains.keys()); name !== undefined; name = chains.get(name)?.previous) chain.push(name)
  return chain.reverse()
}
