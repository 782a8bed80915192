export interface Joined {
  /** For each block what leads to it, and what it leads to. */
  readonly before: readonly (readonly number[])[]
  readonly after: readonly (readonly number[])[]
}

const sweeps = 6

/** Orders each column so that few lines cross: every block goes to the mean place of what it is joined with, to the right and back again. */
export function barycentres(columns: number[][], { before, after }: Joined): void {
  const place = new Float64Array(before.length)
  const wished = new Float64Array(before.length)
  const settle = (column: readonly number[]) => {
    for (const [at, block] of column.entries()) place[block] = (at + 0.5) / column.length
  }
  columns.forEach(settle)
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const right = sweep % 2 === 0
    for (const column of right ? columns : columns.toReversed()) {
      for (const block of column) wished[block] = mean((right ? before : after)[block] ?? [], place) ?? place[block] ?? 0
      column.sort((one, other) => (wished[one] ?? 0) - (wished[other] ?? 0))
      settle(column)
    }
  }
}

function mean(blocks: readonly number[], place: Float64Array): number | undefined {
  return blocks.length ? blocks.reduce((sum, block) => sum + (place[block] ?? 0), 0) / blocks.length : undefined
}
