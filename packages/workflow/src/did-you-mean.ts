/** Finds the name that was probably meant. */
export type DidYouMean = (wrong: string, names: Iterable<string>) => string | undefined

/**
 * A finder with a bound on all its work together, so that a document full of wrong names is not compared with itself in full.
 * The hint is a sentence; undefined when no name is close.
 */
export function createDidYouMean(comparisons = 50_000): DidYouMean {
  let left = comparisons
  return (wrong, names) => {
    let best: { readonly name: string; readonly distance: number } | undefined
    const allowed = Math.min(3, Math.floor(wrong.length / 3))
    for (const name of names) {
      if (left-- <= 0) break
      if (name === '' || Math.abs(name.length - wrong.length) > allowed) continue
      const distance = editDistance(wrong.toLowerCase(), name.toLowerCase())
      if (distance <= allowed && (!best || distance < best.distance)) best = { name, distance }
    }
    return best && `Did you mean "${best.name}"?`
  }
}

/** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let before: number[] = []
  let above = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) row.push(cell({ a, b, i, j, before, above, row }))
    before = above
    above = row
  }
  return above[b.length] ?? 0
}

interface Cell {
  readonly a: string
  readonly b: string
  readonly i: number
  readonly j: number
  readonly before: readonly number[]
  readonly above: readonly number[]
  readonly row: readonly number[]
}

function cell({ a, b, i, j, before, above, row }: Cell): number {
  const replaced = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
  const least = Math.min(replaced, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1)
  const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
  return swapped ? Math.min(least, (before[j - 2] ?? 0) + 1) : least
}
