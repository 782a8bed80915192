import { sameJson } from './same-json.ts'

export interface Sides<T> {
  readonly base: T
  readonly mine: T
  readonly theirs: T
}

export interface MergedOrder {
  readonly order: readonly string[]
  /** Both sides have put what all three have into another order. */
  readonly disputed: boolean
}

/**
 * The order of a merged list. What all three versions have stands as the side that moved it has it; what only one side has follows the
 * item that it follows there. Additions of both sides at one place go by name, so that it does not matter who merges.
 */
export function mergeOrder(sides: Sides<readonly string[]>, kept: ReadonlySet<string>): MergedOrder {
  const { base, mine, theirs } = sides
  const [inMine, inTheirs] = [new Set(mine), new Set(theirs)]
  const shared = new Set(base.filter((key) => kept.has(key) && inMine.has(key) && inTheirs.has(key)))
  const [before, here, there] = [base, mine, theirs].map((keys) => keys.filter((key) => shared.has(key)))
  const movedHere = !sameJson(here, before)
  const disputed = movedHere && !sameJson(there, before) && !sameJson(here, there)
  const spine = (movedHere ? here : there) ?? []
  const additions = [...runs(mine, shared, kept), ...runs(theirs, shared, kept)].sort((left, right) => (left.keys.join() < right.keys.join() ? -1 : 1))
  const order = new Set<string>()
  const follow = (anchor: string | undefined) => {
    for (const run of additions) if (run.after === anchor) for (const key of run.keys) order.add(key)
  }
  follow(undefined)
  for (const key of spine) {
    order.add(key)
    if (additions.length > 0) follow(key)
  }
  return { order: [...order], disputed }
}

interface Run {
  readonly after: string | undefined
  readonly keys: readonly string[]
}

function runs(keys: readonly string[], shared: ReadonlySet<string>, kept: ReadonlySet<string>): Run[] {
  const found: Run[] = []
  let after: string | undefined
  let run: string[] = []
  for (const key of keys) {
    if (shared.has(key)) {
      if (run.length > 0) found.push({ after, keys: run })
      after = key
      run = []
    } else if (kept.has(key)) run.push(key)
  }
  if (run.length > 0) found.push({ after, keys: run })
  return found
}
