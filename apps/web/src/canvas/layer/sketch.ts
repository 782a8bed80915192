import type { XYPosition } from '@xyflow/react'
import { detailAt } from '../detail.ts'
import type { Drawn } from './batches.ts'
import { type Brush, type Context } from './brush.ts'
import type { Area } from './grid-index.ts'
import { type Held, movingBoxes, shifting } from './held.ts'
import type { Looks, LookSources } from './looks.ts'
import { paintCards, paintGrounds, rectOf } from './paint-boxes.ts'
import { paintDots } from './paint-dots.ts'
import { paintLines, type Picture } from './paint-lines.ts'
import type { Palette } from './palette.ts'
import { changedAreas, lineArea } from './changed-areas.ts'
import type { Scene } from './scene.ts'
import { Tiles, type View } from './tiles.ts'

/** What is drawn. A new value is a new drawing; parts that stay the same object cost nothing. */
export interface Sketched {
  readonly looks: Looks
  readonly drawn: Drawn
  readonly held: Held | undefined
  readonly selected: ReadonlySet<string>
}

/** Milliseconds that a frame may spend on tiles: while the camera moves, right after an edit, and for what a run has changed, which comes with every frame. */
const budget = { moving: 4, edited: 24, live: 2 }
/** Marks and frames reach this far beyond their card. */
const beyond = 14

/** Draws on the layer everything that React Flow does not, and where it is layered all there is. */
export class Sketch {
  private palette: Palette | undefined
  private sketched: Sketched | undefined
  private moving: ReadonlySet<number> = new Set()
  private shift: ((by: XYPosition) => Scene) | undefined
  private edited = false
  private live = false
  /** More than cards that look different has changed since the last frame. */
  private whole = true
  private view: View | undefined
  /** What the tiles were last compared with. */
  private tiled: LookSources | undefined
  private readonly tiles = new Tiles({ paint: (context, area, zoom) => this.paintTile(context, area, zoom) })

  setPalette(palette: Palette): void {
    this.palette = palette
    this.invalidate()
  }

  /** All pictures are wrong: an icon has come, every colour has changed, or the browser has lost what was drawn. */
  invalidate(): void {
    this.whole = true
    this.tiles.invalidate()
  }

  /** Cards that look different now. */
  changed(ids: Iterable<string>): void {
    const scene = this.sketched?.looks.sources.scene
    if (!scene) return
    this.live = true
    for (const id of ids) {
      const box = scene.boxFor(id)
      if (box === undefined) continue
      this.tiles.invalidate(widened(areaOf(scene, box), beyond))
      for (const line of scene.linesAt(box)) this.tiles.invalidate(lineArea(scene, line))
    }
  }

  set(next: Sketched): void {
    const last = this.sketched
    this.sketched = next
    this.whole = true
    const { scene } = next.looks.sources
    if (last?.looks !== next.looks) this.edited = true
    if (last?.held?.ids === next.held?.ids && last?.looks === next.looks) return
    const before = last ? { scene: last.looks.sources.scene, boxes: this.moving } : undefined
    this.moving = next.held ? movingBoxes(scene, next.held.ids) : new Set()
    this.shift = this.moving.size ? shifting(scene, this.moving) : undefined
    if (before) this.leave(before.scene, before.boxes)
    this.leave(scene, this.moving)
  }

  /** Finds out what of the tiles is stale, and only when they are shown: an edit that is seen as elements has not to wait for a look at ten thousand cards. */
  private follow({ sources }: Looks): void {
    const before = this.tiled
    if (before === sources) return
    this.tiled = sources
    if (!before) this.tiles.invalidate()
    else for (const area of changedAreas(before, sources)) this.tiles.invalidate(area && widened(area, beyond))
  }

  /** Draws a frame; false when another one should follow soon. */
  draw(context: CanvasRenderingContext2D, view: View, now: number): boolean {
    const { palette, sketched } = this
    context.setTransform(1, 0, 0, 1, 0, 0)
    if (palette && sketched && this.showsOnlyTiles(sketched, view)) {
      const complete = this.tiles.draw(context, view, { now, budget: budget.live, over: true })
      this.live &&= !complete
      return complete
    }
    context.clearRect(0, 0, Math.round(view.width * view.ratio), Math.round(view.height * view.ratio))
    if (!palette || !sketched) return true
    context.imageSmoothingQuality = 'low'
    paintDots(context, palette, view)
    if (sketched.drawn.layered) this.follow(sketched.looks)
    const complete = sketched.drawn.layered ? this.tiles.draw(context, view, { now, budget: this.budgetFor(view) }) : true
    this.edited = false
    this.whole = false
    this.live &&= !complete
    this.view = view
    const scale = view.zoom * view.ratio
    context.setTransform(scale, 0, 0, scale, view.x * view.ratio, view.y * view.ratio)
    const brush: Brush = { context, palette, scale, zoom: view.zoom, detail: detailAt(view.zoom) }
    if (!sketched.drawn.layered) this.paintRest(brush, sketched, seen(view))
    this.paintMoving(brush, sketched)
    this.paintRings(brush, sketched, seen(view))
    return complete
  }

  /** Whether the frame before stands as it is but for tiles: a run goes on, and nobody has moved anything. */
  private showsOnlyTiles({ drawn, selected }: Sketched, view: View): boolean {
    const same = this.view?.width === view.width && this.view.height === view.height && this.view.ratio === view.ratio && this.isStill(view)
    return same && !this.whole && drawn.layered && this.moving.size === 0 && selected.size === 0 && this.tiles.areSharpAt(view.zoom)
  }

  private isStill({ x, y, zoom }: View): boolean {
    return this.view?.x === x && this.view.y === y && this.view.zoom === zoom
  }

  private budgetFor(view: View): number {
    if (this.edited) return budget.edited
    return this.live && this.isStill(view) ? budget.live : budget.moving
  }

  private paintTile(context: Context, area: Area, zoom: number): void {
    const { palette, sketched } = this
    if (!palette || !sketched) return
    const { looks } = sketched
    const brush: Brush = { context, palette, scale: context.getTransform().a, zoom, detail: detailAt(zoom) }
    const picture = { scene: looks.sources.scene, looks }
    const moves = (box: number) => this.moving.has(box)
    paintArea(brush, picture, { area, skipBox: moves, skipLine: (line) => moves(picture.scene.joins[2 * line] ?? 0) || moves(picture.scene.joins[2 * line + 1] ?? 0) })
  }

  /** What is in sight and no element yet. */
  private paintRest(brush: Brush, { looks, drawn }: Sketched, area: Area): void {
    const { scene } = looks.sources
    const moves = (line: number) => this.moving.has(scene.joins[2 * line] ?? 0) || this.moving.has(scene.joins[2 * line + 1] ?? 0)
    paintArea(brush, { scene, looks }, { area, skipBox: (box) => this.moving.has(box) || drawn.boxes.has(scene.ids[box] ?? ''), skipLine: (line) => moves(line) || drawn.lines.has(scene.edges[line]?.id ?? '') })
  }

  private paintMoving(brush: Brush, { looks, drawn, held }: Sketched): void {
    if (!held || !this.shift) return
    const { scene } = looks.sources
    const picture = { scene: this.shift(held.way.by), looks }
    const lines = new Set<number>()
    const hidden = (id: string) => !drawn.layered && drawn.boxes.has(id)
    for (const box of this.moving) for (const line of scene.linesAt(box)) if (drawn.layered || !drawn.lines.has(scene.edges[line]?.id ?? '')) lines.add(line)
    const boxes = [...this.moving].filter((box) => !hidden(scene.ids[box] ?? ''))
    paintGrounds(brush, picture, boxes)
    paintLines(brush, picture, [...lines])
    paintCards(brush, picture, boxes)
  }

  /** Rings around what is selected and no element. */
  private paintRings({ context, palette, zoom }: Brush, { looks, drawn, selected, held }: Sketched, area: Area): void {
    const { scene } = looks.sources
    context.strokeStyle = palette.text
    context.lineWidth = Math.max(2, 2 / zoom)
    const away = 3 / Math.min(1, zoom * 2)
    context.beginPath()
    for (const id of selected) {
      const box = drawn.boxes.has(id) ? undefined : scene.indexOf(id)
      if (box === undefined) continue
      const { x, y, width, height } = rectOf(scene, box)
      const by = held && this.moving.has(box) ? held.way.by : { x: 0, y: 0 }
      const [left, top] = [x + by.x, y + by.y]
      if (left > area.right || top > area.bottom || left + width < area.left || top + height < area.top) continue
      context.roundRect(left - away, top - away, width + 2 * away, height + 2 * away, 14)
    }
    context.stroke()
  }

  private leave(scene: Scene, boxes: ReadonlySet<number>): void {
    for (const box of boxes) {
      this.tiles.invalidate(widened(areaOf(scene, box), beyond))
      for (const line of scene.linesAt(box)) this.tiles.invalidate(lineArea(scene, line))
    }
  }
}

interface Part {
  readonly area: Area
  readonly skipBox: (box: number) => boolean
  readonly skipLine: (line: number) => boolean
}

function paintArea(brush: Brush, picture: Picture, { area, skipBox, skipLine }: Part): void {
  const wide = widened(area, beyond)
  const boxes: number[] = []
  picture.scene.boxes.query(wide, (box) => void (skipBox(box) || boxes.push(box)))
  boxes.sort((left, right) => left - right)
  paintGrounds(brush, picture, boxes)
  // the first look at a line asks the same index where cards are, so all are known before they are drawn
  const lines: number[] = []
  picture.scene.lines.query(wide, (line) => void (skipLine(line) || lines.push(line)))
  paintLines(brush, picture, lines)
  paintCards(brush, picture, boxes)
}

function seen({ x, y, zoom, width, height }: View): Area {
  return { left: -x / zoom, top: -y / zoom, right: (width - x) / zoom, bottom: (height - y) / zoom }
}

function widened({ left, top, right, bottom }: Area, by: number): Area {
  return { left: left - by, top: top - by, right: right + by, bottom: bottom + by }
}

function areaOf(scene: Scene, box: number): Area {
  const { x, y, width, height } = rectOf(scene, box)
  return { left: x, top: y, right: x + width, bottom: y + height }
}
