/** A list with one item replaced. */
export function replaced<T>(list: readonly T[], at: number, item: T): readonly T[] {
  return list.map((other, index) => (index === at ? item : other))
}

/** A list without one item; nothing when that was the last, so that the field goes away. */
export function without<T>(list: readonly T[], at: number): readonly T[] | undefined {
  return list.length === 1 ? undefined : list.filter((_, index) => index !== at)
}
