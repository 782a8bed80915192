/** What of a list is new: so many at its start and at its end are as before. */
export interface ListPatch<Item> {
  readonly start: number
  readonly end: number
  readonly items: readonly Item[]
}

export function listPatch<Item>(before: readonly Item[] = [], after: readonly Item[], same: (one: Item | undefined, other: Item | undefined) => boolean = Object.is): ListPatch<Item> {
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && same(before[start], after[start])) start += 1
  let end = 0
  while (end < shorter - start && same(before[before.length - 1 - end], after[after.length - 1 - end])) end += 1
  return { start, end, items: after.slice(start, after.length - end) }
}

export function patchedList<Item>(before: readonly Item[] = [], { start, end, items }: ListPatch<Item>): readonly Item[] {
  return [...before.slice(0, start), ...items, ...before.slice(before.length - end)]
}
