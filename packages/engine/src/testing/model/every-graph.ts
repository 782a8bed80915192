import type { Step } from '@eddy/workflow'

/** A small directed graph of steps. `needs[i]` are the steps before `i` that it waits for. */
export interface SmallGraph {
  readonly needs: readonly (readonly number[])[]
  readonly undoable: readonly boolean[]
  readonly failing: readonly boolean[]
}

/** Every graph of `size` steps without cycles, each step undoable or not and failing or not, one of each set that differ in names alone. */
export function* everyGraph(size: number): Generator<SmallGraph> {
  const seen = new Set<string>()
  const pairs = Array.from({ length: size }, (_, to) => Array.from({ length: to }, (__, from) => [from, to] as const)).flat()
  const orders = permutations(size)
  for (let edges = 0; edges < 2 ** pairs.length; edges++) {
    const chosen = pairs.filter((_, bit) => (edges >> bit) & 1)
    for (let traits = 0; traits < 4 ** size; traits++) {
      const key = canonical(chosen, { traits, orders })
      if (seen.has(key)) continue
      seen.add(key)
      yield graphOf(size, { chosen, traits })
    }
  }
}

type Edge = readonly [number, number]

function graphOf(size: number, { chosen, traits }: { readonly chosen: readonly Edge[]; readonly traits: number }): SmallGraph {
  const steps = Array.from({ length: size }, (_, index) => index)
  return {
    needs: steps.map((to) => chosen.flatMap(([from, target]) => (target === to ? [from] : []))),
    undoable: steps.map((index) => ((traits >> (2 * index)) & 1) === 1),
    failing: steps.map((index) => ((traits >> (2 * index + 1)) & 1) === 1),
  }
}

/** The least of all ways to write the graph. */
function canonical(edges: readonly Edge[], { traits, orders }: { readonly traits: number; readonly orders: readonly (readonly number[])[] }): string {
  let least: string | undefined
  for (const order of orders) {
    let bits = 0
    for (const [from, to] of edges) bits |= 1 << ((order[from] ?? 0) * 5 + (order[to] ?? 0))
    let mixed = 0
    order.forEach((to, from) => (mixed |= ((traits >> (2 * from)) & 3) << (2 * to)))
    const written = `${bits}/${mixed}`
    if (least === undefined || written < least) least = written
  }
  return least ?? ''
}

function permutations(size: number): readonly (readonly number[])[] {
  if (size === 0) return [[]]
  return permutations(size - 1).flatMap((rest) => Array.from({ length: size }, (_, at) => [...rest.slice(0, at), size - 1, ...rest.slice(at)]))
}

export function stepsOf({ needs, undoable }: SmallGraph): readonly Step[] {
  return needs.map((before, index) => ({ name: `s${index}`, kind: undoable[index] ? 'effect' : 'pure', ...(undoable[index] ? { undo: 'undo' } : {}), waitFor: before.map((from) => `s${from}`) }))
}
