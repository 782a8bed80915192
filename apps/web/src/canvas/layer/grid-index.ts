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

/**
 * Which items lie in an area, in the time of what lies there. Built once for items that do not move.
 * 1. Every item is in each cell that it touches, or among `wide`.
 * 2. A query names every item that touches its area exactly once, in no promised order.
 * 3. A query does not start another one of the same index: what was seen is kept once.
 */
export class GridIndex {
  private readonly columns: number
  private readonly rows: number
  private readonly left: number
  private readonly top: number
  private readonly starts: Uint32Array
  private readonly items: Uint32Array
  private readonly wide: readonly number[]
  private readonly seen: Uint32Array
  private turn = 0

  constructor(
    private readonly extents: Extents,
    private readonly size: number,
  ) {
    const count = extents.length / 4
    const whole = around(extents)
    this.left = whole.left
    this.top = whole.top
    this.columns = Math.max(1, Math.ceil((whole.right - whole.left + 1) / size))
    this.rows = Math.max(1, Math.ceil((whole.bottom - whole.top + 1) / size))
    this.starts = new Uint32Array(this.columns * this.rows + 1)
    this.seen = new Uint32Array(count)
    const wide: number[] = []
    for (let item = 0; item < count; item++) {
      if (this.cellsOf(item) > widest) wide.push(item)
      else this.eachCell(this.extentOf(item), (cell) => void (this.starts[cell + 1] = (this.starts[cell + 1] ?? 0) + 1))
    }
    for (let cell = 1; cell < this.starts.length; cell++) this.starts[cell] = (this.starts[cell] ?? 0) + (this.starts[cell - 1] ?? 0)
    this.items = new Uint32Array(this.starts.at(-1) ?? 0)
    const next = this.starts.slice()
    const kept = new Set(wide)
    for (let item = 0; item < count; item++) {
      if (kept.has(item)) continue
      this.eachCell(this.extentOf(item), (cell) => {
        const at = next[cell] ?? 0
        this.items[at] = item
        next[cell] = at + 1
      })
    }
    this.wide = wide
  }

  /** Calls `visit` with every item that touches the area. */
  query(area: Area, visit: (item: number) => void): void {
    this.turn += 1
    const look = (item: number) => {
      if (this.seen[item] === this.turn) return
      this.seen[item] = this.turn
      if (this.touches(item, area)) visit(item)
    }
    this.eachCell(area, (cell) => {
      for (let at = this.starts[cell] ?? 0, end = this.starts[cell + 1] ?? 0; at < end; at++) look(this.items[at] ?? 0)
    })
    for (const item of this.wide) look(item)
  }

  private touches(item: number, { left, top, right, bottom }: Area): boolean {
    const at = 4 * item
    return (this.extents[at] ?? 0) <= right && (this.extents[at + 2] ?? 0) >= left && (this.extents[at + 1] ?? 0) <= bottom && (this.extents[at + 3] ?? 0) >= top
  }

  private extentOf(item: number): Area {
    return { left: this.extents[4 * item] ?? 0, top: this.extents[4 * item + 1] ?? 0, right: this.extents[4 * item + 2] ?? 0, bottom: this.extents[4 * item + 3] ?? 0 }
  }

  private cellsOf(item: number): number {
    const { left, top, right, bottom } = this.extentOf(item)
    return (Math.floor((right - left) / this.size) + 1) * (Math.floor((bottom - top) / this.size) + 1)
  }

  private eachCell({ left, top, right, bottom }: Area, visit: (cell: number) => void): void {
    const fromX = this.clamp((left - this.left) / this.size, this.columns)
    const toX = this.clamp((right - this.left) / this.size, this.columns)
    const fromY = this.clamp((top - this.top) / this.size, this.rows)
    const toY = this.clamp((bottom - this.top) / this.size, this.rows)
    for (let y = fromY; y <= toY; y++) for (let x = fromX; x <= toX; x++) visit(y * this.columns + x)
  }

  private clamp(at: number, count: number): number {
    return Math.min(count - 1, Math.max(0, Math.floor(at)))
  }
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
