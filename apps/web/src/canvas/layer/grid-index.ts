/** A rectangle of the drawing: left, top, right, bottom. */
export interface Area {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Left, top, right and bottom of item `i` stand at `4i`. */
export type Extents = Float64Array

/** Where an item reaches over more cells than this it is kept aside and looked at by every query. */
const widest = 64
/** With more of them kept aside the cells are made anew. */
const mostWide = 1200
/** After more changes of the numbers of items than this too. */
const mostShifts = 24

/** Items that took the place of others: what was `from` to `to` is gone, what came after it has another number. */
export interface Shift {
  readonly from: number
  readonly to: number
  readonly by: number
}

interface Bounds {
  readonly left: number
  readonly top: number
  readonly columns: number
  readonly rows: number
  readonly size: number
}

/** The items of cell `i` stand from `starts[i]` to `starts[i + 1]`. */
interface Grid extends Bounds {
  readonly starts: Uint32Array
  readonly items: Uint32Array
  /** What became of the numbers of the items since. */
  readonly shifts: readonly Shift[]
}

export interface GridParts {
  readonly extents: Extents
  readonly grid: Grid
  readonly wide: readonly number[]
}

/**
 * Which items lie in an area, in the time of what lies there. Built once for items that do not move.
 * 1. Every item is in each cell that it touches, or among `wide`. A cell may name items that have left it.
 * 2. A query names every item that touches its area exactly once, in no promised order.
 * 3. A query does not start another one of the same index: what was seen is kept once.
 */
export class GridIndex {
  private constructor(
    readonly extents: Extents,
    private readonly grid: Grid,
    private readonly wide: readonly number[],
  ) {
    this.seen = new Uint32Array(extents.length / 4)
  }

  private readonly seen: Uint32Array
  private turn = 0

  /** All that an index is made of: it can be handed to another thread. */
  get parts(): GridParts {
    return { extents: this.extents, grid: this.grid, wide: this.wide }
  }

  static from({ extents, grid, wide }: GridParts): GridIndex {
    return new GridIndex(extents, grid, wide)
  }

  static of(extents: Extents, size: number): GridIndex {
    const whole = around(extents)
    const columns = Math.max(1, Math.ceil((whole.right - whole.left + 1) / size))
    const rows = Math.max(1, Math.ceil((whole.bottom - whole.top + 1) / size))
    const bounds = { left: whole.left, top: whole.top, columns, rows, size }
    const count = extents.length / 4
    const starts = new Uint32Array(columns * rows + 1)
    const wide: number[] = []
    for (let item = 0; item < count; item++) {
      const area = extentOf(extents, item)
      if (cellsOf(area, size) > widest) wide.push(item)
      else eachCell(bounds, area, (cell) => void (starts[cell + 1] = (starts[cell + 1] ?? 0) + 1))
    }
    for (let cell = 1; cell < starts.length; cell++) starts[cell] = (starts[cell] ?? 0) + (starts[cell - 1] ?? 0)
    const items = new Uint32Array(starts.at(-1) ?? 0)
    const next = starts.slice()
    const kept = new Set(wide)
    for (let item = 0; item < count; item++) {
      if (kept.has(item)) continue
      eachCell(bounds, extentOf(extents, item), (cell) => {
        const at = next[cell] ?? 0
        items[at] = item
        next[cell] = at + 1
      })
    }
    return new GridIndex(extents, { ...bounds, starts, items, shifts: [] }, wide)
  }

  /** The same items at other places, of which only these have changed or are new, by their new numbers; items at the end may be gone. */
  moved(extents: Extents, changed: Iterable<number>, shift?: Shift): GridIndex {
    const count = extents.length / 4
    const shifts = shift ? [...this.grid.shifts, shift] : this.grid.shifts
    const kept = shift ? this.wide.map((item) => shifted(item, shift)) : this.wide
    const wide = [...new Set([...kept.filter((item) => item >= 0 && item < count), ...changed])]
    return wide.length > mostWide || shifts.length > mostShifts ? GridIndex.of(extents, this.grid.size) : new GridIndex(extents, { ...this.grid, shifts }, wide)
  }

  /** Calls `visit` with every item that touches the area. */
  query(area: Area, visit: (item: number) => void): void {
    this.turn += 1
    const { starts, items } = this.grid
    const look = (item: number) => {
      if (this.seen[item] === this.turn) return
      this.seen[item] = this.turn
      if (this.touches(item, area)) visit(item)
    }
    eachCell(this.grid, area, (cell) => {
      for (let at = starts[cell] ?? 0, end = starts[cell + 1] ?? 0; at < end; at++) {
        const item = this.now(items[at] ?? 0)
        if (item >= 0) look(item)
      }
    })
    for (const item of this.wide) look(item)
  }

  /** The number that an item of the cells has by now; below nought when it is gone. */
  private now(item: number): number {
    let at = item
    for (const shift of this.grid.shifts) {
      if (at < 0) return at
      at = shifted(at, shift)
    }
    return at
  }

  private touches(item: number, { left, top, right, bottom }: Area): boolean {
    const { extents } = this
    const at = 4 * item
    // an item that is gone touches nothing
    return (extents[at] ?? Infinity) <= right && (extents[at + 2] ?? 0) >= left && (extents[at + 1] ?? 0) <= bottom && (extents[at + 3] ?? 0) >= top
  }
}

function shifted(item: number, { from, to, by }: Shift): number {
  if (item < from) return item
  return item < to ? -1 : item + by
}

function extentOf(extents: Extents, item: number): Area {
  return { left: extents[4 * item] ?? 0, top: extents[4 * item + 1] ?? 0, right: extents[4 * item + 2] ?? 0, bottom: extents[4 * item + 3] ?? 0 }
}

function cellsOf({ left, top, right, bottom }: Area, size: number): number {
  return (Math.floor((right - left) / size) + 1) * (Math.floor((bottom - top) / size) + 1)
}

function eachCell({ columns, rows, size, left, top }: Bounds, area: Area, visit: (cell: number) => void): void {
  const fromX = clamp((area.left - left) / size, columns)
  const toX = clamp((area.right - left) / size, columns)
  const fromY = clamp((area.top - top) / size, rows)
  const toY = clamp((area.bottom - top) / size, rows)
  for (let y = fromY; y <= toY; y++) for (let x = fromX; x <= toX; x++) visit(y * columns + x)
}

function clamp(at: number, count: number): number {
  return Math.min(count - 1, Math.max(0, Math.floor(at)))
}

/** What holds all of them; an empty area at the origin when there are none. */
export function around(extents: Extents): Area {
  if (extents.length === 0) return { left: 0, top: 0, right: 0, bottom: 0 }
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let at = 0; at < extents.length; at += 4) {
    left = Math.min(left, extents[at] ?? left)
    top = Math.min(top, extents[at + 1] ?? top)
    right = Math.max(right, extents[at + 2] ?? right)
    bottom = Math.max(bottom, extents[at + 3] ?? bottom)
  }
  return { left, top, right, bottom }
}
