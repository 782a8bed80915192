/**
 * A list of whole numbers for each step of a scope, all in one piece: a long run goes through its plan once, and what it reads of it has
 * to fit into caches. Those of step `i` stand in `items` from `starts[i]` up to `starts[i + 1]`.
 */
export interface IndexLists {
  readonly items: Int32Array
  /** One more than there are lists. */
  readonly starts: Int32Array
}

/** For each number below the count of lists, the lists that it stands in, in their order. O(numbers). */
export function reversed(lists: readonly (readonly number[])[]): IndexLists {
  const starts = new Int32Array(lists.length + 1)
  let total = 0
  for (const list of lists) {
    total += list.length
    for (const item of list) starts[item + 1] = (starts[item + 1] ?? 0) + 1
  }
  for (let i = 0; i < lists.length; i++) starts[i + 1] = (starts[i + 1] ?? 0) + (starts[i] ?? 0)
  const items = new Int32Array(total)
  const next = starts.slice()
  for (let i = 0; i < lists.length; i++) {
    for (const item of lists[i] ?? []) {
      const at = next[item] ?? 0
      next[item] = at + 1
      items[at] = i
    }
  }
  return { items, starts }
}
