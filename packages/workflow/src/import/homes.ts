import { grouped } from './grouped.ts'
import type { N8nLink } from './n8n-workflow.ts'

/** One way out of a switch. */
export interface Way {
  readonly owner: string
  readonly output: number
}

/** Containers may nest 32 deep. */
const DEEPEST = 30

/**
 * The branch that each node belongs to, as the ways that every path to it takes, outermost first. A node where several ways meet stands
 * behind the switch. `order` has each node after all that lead to it.
 */
export function homesOf(order: readonly string[], links: readonly N8nLink[], splits: (node: string) => boolean): ReadonlyMap<string, readonly Way[]> {
  const into = grouped(links, ({ to }) => to)
  const homes = new Map<string, readonly Way[]>()
  for (const node of order) {
    const trails = (into.get(node) ?? []).map(({ from, output }) => {
      const home = homes.get(from) ?? []
      return splits(from) ? [...home, { owner: from, output }].slice(0, DEEPEST) : home
    })
    homes.set(node, trails.reduce<readonly Way[] | undefined>((shared, trail) => (shared ? sharedWays(shared, trail) : trail), undefined) ?? [])
  }
  return homes
}

function sharedWays(a: readonly Way[], b: readonly Way[]): readonly Way[] {
  const end = a.findIndex((way, index) => way.owner !== b[index]?.owner || way.output !== b[index].output)
  return end === -1 ? a : a.slice(0, end)
}
