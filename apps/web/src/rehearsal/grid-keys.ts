export interface GridPlace {
  readonly row: number
  readonly column: number
}

type Size = { readonly rows: number; readonly columns: number }

const STEPS: { readonly [key: string]: (at: GridPlace, size: Size) => GridPlace } = {
  ArrowUp: ({ row, column }) => ({ row: row - 1, column }),
  ArrowDown: ({ row, column }) => ({ row: row + 1, column }),
  ArrowLeft: ({ row, column }) => ({ row, column: column - 1 }),
  ArrowRight: ({ row, column }) => ({ row, column: column + 1 }),
  Home: ({ row }) => ({ row, column: 0 }),
  End: ({ row }, { columns }) => ({ row, column: columns - 1 }),
  PageUp: ({ column }) => ({ row: 0, column }),
  PageDown: ({ column }, { rows }) => ({ row: rows - 1, column }),
}

/** Where a key leads in a grid; undefined for keys that mean nothing there. */
export function moveInGrid(key: string, at: GridPlace, size: Size): GridPlace | undefined {
  const next = STEPS[key]?.(at, size)
  return next && { row: within(next.row, size.rows), column: within(next.column, size.columns) }
}

function within(index: number, size: number): number {
  return Math.max(0, Math.min(size - 1, index))
}
