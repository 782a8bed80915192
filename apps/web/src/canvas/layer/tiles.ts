import { type Context, type Surface, surface } from './brush.ts'
import type { Area } from './grid-index.ts'

/** What is seen: the drawing's origin on the screen, its zoom, and the screen's size, in pixels of the screen. */
export interface View {
  readonly x: number
  readonly y: number
  readonly zoom: number
  readonly width: number
  readonly height: number
  /** Pixels of the device for one of the screen. */
  readonly ratio: number
}

export interface TilePaint {
  /** Draws what lies in an area; the context is in the drawing's pixels already, and clipped to what of it is stale. */
  readonly paint: (context: Context, area: Area, zoom: number) => void
}

interface Tile {
  readonly surface: Surface
  readonly column: number
  readonly row: number
  /** What it shows of the drawing. */
  readonly whole: Area
  /** What has to be drawn again of it. */
  stale: Area | undefined
}

interface TileSet {
  readonly zoom: number
  readonly tiles: Map<number, Tile>
}

export interface Draft {
  readonly now: number
  /** Milliseconds for tiles. */
  readonly budget: number
  /** What the frame before has shown is still there, at the same place: only what is drawn anew is shown. */
  readonly over?: boolean
}

/** Side of a tile in pixels of the screen. */
const side = 256
/** Tiles that are kept; the ones that were drawn first go first. */
const most = 96
/** Pixels of the device that a line is wide on each side, at most. */
const bleed = 2
/** Milliseconds without a change of zoom until the drawing is made sharp. */
const settle = 140
/** A set is stretched this far before another takes its place. */
const stretch = 1.5

/**
 * The drawing as square pictures, so that a frame costs what is seen and not what there is.
 * 1. All tiles of a set are drawn for one zoom. While the zoom changes, the nearest set is stretched; when it rests, a set of its own is drawn.
 * 2. A frame draws tiles for as long as its budget lasts, and at least one; the others are shown as they were until then.
 * 3. A set is dropped only when the one after it covers what is seen.
 */
export class Tiles {
  private sets: TileSet[] = []
  private zoom = 0
  private zoomedAt = 0
  private pool: Surface[] = []
  private ratio = 1

  constructor(private readonly painter: TilePaint) {}

  /** Marks what lies in an area, or everything, to be drawn again. */
  invalidate(area?: Area): void {
    for (const { zoom, tiles } of this.sets) {
      if (area) tilesAt(tiles, zoom, area).forEach((tile) => markStale(tile, area))
      else for (const tile of tiles.values()) tile.stale = tile.whole
    }
  }

  /** Forgets every picture: the colours or the pixels are others. */
  clear(): void {
    for (const { tiles } of this.sets) for (const tile of tiles.values()) this.pool.push(tile.surface)
    this.sets = []
  }

  /** Draws what is seen; false when there is more to draw than the budget allowed, or when it is not sharp yet. */
  draw(context: CanvasRenderingContext2D, view: View, { now, budget, over = false }: Draft): boolean {
    if (view.ratio !== this.ratio) {
      this.clear()
      this.pool = []
      this.ratio = view.ratio
    }
    if (view.zoom !== this.zoom) {
      this.zoom = view.zoom
      this.zoomedAt = now
    }
    const current = this.setFor(view, now)
    const seen = seenTiles(current.zoom, view)
    const { complete, painted } = this.refresh(current, seen, { view, until: now + budget })
    if (complete) this.dropBut(current)
    if (over) this.show(context, view, { set: current, cells: painted })
    else for (const set of this.sets) this.show(context, view, { set, cells: set === current ? seen : seenTiles(set.zoom, view) })
    return complete && current.zoom === view.zoom
  }

  /** Whether nothing else than tiles of just this zoom is shown. */
  areSharpAt(zoom: number): boolean {
    return this.sets.length === 1 && this.sets[0]?.zoom === zoom
  }

  private setFor({ zoom }: View, now: number): TileSet {
    const last = this.sets.at(-1)
    const rested = now - this.zoomedAt >= settle
    const near = last && zoom / last.zoom < stretch && last.zoom / zoom < stretch
    if (last && (last.zoom === zoom || (near && !rested))) return last
    const set: TileSet = { zoom, tiles: new Map() }
    this.sets.push(set)
    // two behind it are enough to have something to show
    if (this.sets.length > 3) this.drop(this.sets.shift())
    return set
  }

  /** Draws what is missing or stale of a set, the middle of the screen first. */
  private refresh(set: TileSet, seen: readonly Cell[], { view, until }: { readonly view: View; readonly until: number }) {
    const stale = seen.filter(({ key }) => set.tiles.get(key)?.stale !== undefined || !set.tiles.has(key))
    const [x, y] = [(view.width / 2 - view.x) / view.zoom, (view.height / 2 - view.y) / view.zoom]
    const size = side / set.zoom
    const away = (cell: Cell) => Math.abs((cell.column + 0.5) * size - x) + Math.abs((cell.row + 0.5) * size - y)
    stale.sort((left, right) => away(left) - away(right))
    for (const [at, cell] of stale.entries()) {
      if (at > 0 && performance.now() >= until) return { complete: false, painted: stale.slice(0, at) }
      this.paint(set, cell)
    }
    return { complete: true, painted: stale }
  }

  private paint(set: TileSet, { key, column, row }: Cell): void {
    const known = set.tiles.get(key)
    const tile: Tile = known ?? { surface: this.taken(), column, row, whole: tileArea({ column, row }, set.zoom), stale: undefined }
    const area = known?.stale ?? tile.whole
    set.tiles.delete(key)
    set.tiles.set(key, tile)
    const { context } = tile.surface
    const scale = set.zoom * this.ratio
    const [left, top] = [column * side * this.ratio, row * side * this.ratio]
    // whole pixels, so that what stays and what is drawn again meet without a seam
    const from = [Math.max(0, Math.floor(area.left * scale - left) - 1), Math.max(0, Math.floor(area.top * scale - top) - 1)] as const
    const to = [Math.min(side * this.ratio, Math.ceil(area.right * scale - left) + 1), Math.min(side * this.ratio, Math.ceil(area.bottom * scale - top) + 1)] as const
    context.save()
    context.setTransform(1, 0, 0, 1, 0, 0)
    context.beginPath()
    context.rect(from[0], from[1], to[0] - from[0], to[1] - from[1])
    context.clip()
    context.clearRect(from[0], from[1], to[0] - from[0], to[1] - from[1])
    context.setTransform(scale, 0, 0, scale, -left, -top)
    // what lies beside it reaches into it with the width of its lines
    this.painter.paint(context, { left: (left + from[0] - bleed) / scale, top: (top + from[1] - bleed) / scale, right: (left + to[0] + bleed) / scale, bottom: (top + to[1] + bleed) / scale }, set.zoom)
    context.restore()
    tile.stale = undefined
    if (set.tiles.size > most) for (const [old, { surface: spare }] of set.tiles) {
      set.tiles.delete(old)
      this.pool.push(spare)
      break
    }
  }

  private taken(): Surface {
    const pixels = Math.ceil(side * this.ratio)
    return this.pool.pop() ?? surface(pixels, pixels)
  }

  private show(context: CanvasRenderingContext2D, view: View, { set, cells }: { readonly set: TileSet; readonly cells: readonly Cell[] }): void {
    const { ratio } = view
    const size = (side / set.zoom) * view.zoom
    const at = (cell: number, origin: number) => Math.round((origin + cell * size) * ratio)
    for (const { key } of cells) {
      const tile = set.tiles.get(key)
      if (!tile) continue
      const [left, top] = [at(tile.column, view.x), at(tile.row, view.y)]
      const [right, bottom] = [at(tile.column + 1, view.x), at(tile.row + 1, view.y)]
      // what an older set shows here would shine through
      context.clearRect(left, top, right - left, bottom - top)
      context.drawImage(tile.surface.canvas, left, top, right - left, bottom - top)
    }
  }

  private dropBut(kept: TileSet): void {
    while (this.sets.length > 1 && this.sets[0] !== kept) this.drop(this.sets.shift())
  }

  private drop(set: TileSet | undefined): void {
    for (const tile of set?.tiles.values() ?? []) if (this.pool.length < most) this.pool.push(tile.surface)
  }
}

interface Cell {
  readonly key: number
  readonly column: number
  readonly row: number
}

function seenTiles(zoom: number, view: View): Cell[] {
  const size = (side / zoom) * view.zoom
  const cells: Cell[] = []
  for (let row = Math.floor(-view.y / size); row * size + view.y < view.height; row++) {
    for (let column = Math.floor(-view.x / size); column * size + view.x < view.width; column++) cells.push({ key: keyOf(column, row), column, row })
  }
  return cells
}

function tileArea({ column, row }: Pick<Tile, 'column' | 'row'>, zoom: number): Area {
  const size = side / zoom
  return { left: column * size, top: row * size, right: (column + 1) * size, bottom: (row + 1) * size }
}

/** The tiles of a set that meet an area. A run asks for thousands of areas in a frame: nothing is made for each but the list. */
function tilesAt(tiles: ReadonlyMap<number, Tile>, zoom: number, area: Area): readonly Tile[] {
  const size = side / zoom
  const [top, bottom] = [Math.floor(area.top / size), Math.floor(area.bottom / size)]
  const [left, right] = [Math.floor(area.left / size), Math.floor(area.right / size)]
  const found: Tile[] = []
  if ((bottom - top + 1) * (right - left + 1) > tiles.size) {
    for (const tile of tiles.values()) if (tile.row >= top && tile.row <= bottom && tile.column >= left && tile.column <= right) found.push(tile)
    return found
  }
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) {
      const tile = tiles.get(keyOf(column, row))
      if (tile) found.push(tile)
    }
  }
  return found
}

/** Drawings reach nowhere near so many tiles up or down. */
function keyOf(column: number, row: number): number {
  return column * 1_000_000 + row
}

function markStale(tile: Tile, area: Area): void {
  const { whole, stale } = tile
  const [left, top, right, bottom] = [Math.max(whole.left, area.left), Math.max(whole.top, area.top), Math.min(whole.right, area.right), Math.min(whole.bottom, area.bottom)]
  if (!stale) tile.stale = { left, top, right, bottom }
  // most of what changes together is stale already
  else if (left < stale.left || top < stale.top || right > stale.right || bottom > stale.bottom) {
    tile.stale = { left: Math.min(left, stale.left), top: Math.min(top, stale.top), right: Math.max(right, stale.right), bottom: Math.max(bottom, stale.bottom) }
  }
}
