import { markOf } from '../../ui/step-state.ts'
import type { Brush } from './brush.ts'
import type { Looks, Standing } from './looks.ts'
import { paintFace } from './paint-face.ts'
import { paintMark } from './paint-marks.ts'
import { paintStrip } from './paint-strip.ts'
import { type Scene, shape } from './scene.ts'
import type { Rect } from './rect.ts'

interface Boxes {
  readonly scene: Scene
  readonly looks: Looks
}

/** Draws notes and containers: what lies under lines and cards. Boxes are in the order of the scene, so outer ones come first. */
export function paintGrounds(brush: Brush, { scene, looks }: Boxes, boxes: readonly number[]): void {
  for (const box of boxes) {
    const as = scene.shapes[box]
    if (as === shape.note) paintNote(brush, rectOf(scene, box))
    else if (as === shape.frame) paintFrame(brush, rectOf(scene, box))
    else if (as === shape.container) paintContainer(brush, { rect: rectOf(scene, box), title: looks.of(box).title, standing: looks.standing(box) })
  }
}

/** Draws the cards among some boxes. Blocks of one colour are one path. */
export function paintCards(brush: Brush, { scene, looks }: Boxes, boxes: readonly number[]): void {
  const cards = boxes.filter((box) => isCard(scene, box))
  const blocky = brush.detail === 'far' || brush.detail === 'block'
  const blocks = new Map<string, number[]>()
  for (const box of cards) {
    const fill = blocky ? blockInk(brush, looks, box) : brush.palette.card
    const same = blocks.get(fill)
    if (same) same.push(box)
    else blocks.set(fill, [box])
  }
  for (const [fill, same] of blocks) fillBlocks(brush, { scene, fill, boxes: same })
  if (brush.detail === 'far') return
  for (const box of cards) paintCard(brush, { scene, looks, box })
}

function isCard({ shapes }: Scene, box: number): boolean {
  const as = shapes[box]
  return as === shape.step || as === shape.handler || as === shape.folded
}

function blockInk({ palette }: Brush, looks: Looks, box: number): string {
  const state = looks.state(box)
  const mark = state && markOf(state.status)
  return mark ? palette.states[mark].block : palette.plain.block
}

export function rectOf({ extents }: Scene, box: number): Rect {
  const [x, y] = [extents[4 * box] ?? 0, extents[4 * box + 1] ?? 0]
  return { x, y, width: (extents[4 * box + 2] ?? 0) - x, height: (extents[4 * box + 3] ?? 0) - y }
}

function inkOf({ palette }: Brush, { mark }: Standing) {
  return mark ? palette.states[mark] : palette.plain
}

function fillBlocks({ context, scale, detail }: Brush, { scene, fill, boxes }: { readonly scene: Scene; readonly fill: string; readonly boxes: readonly number[] }): void {
  context.fillStyle = fill
  context.beginPath()
  // no block is thinner than a pixel, so that it is still seen among a hundred thousand
  const least = 1 / scale
  for (const box of boxes) {
    const { x, y, width, height } = rectOf(scene, box)
    if (detail === 'far') context.rect(x, y, Math.max(width, least), Math.max(height, least))
    else context.roundRect(x, y, width, height, 12)
  }
  context.fill()
}

function paintCard(brush: Brush, { scene, looks, box }: { readonly scene: Scene; readonly looks: Looks; readonly box: number }): void {
  const { context, palette, zoom } = brush
  const rect = rectOf(scene, box)
  const standing = looks.standing(box)
  const handler = scene.shapes[box] === shape.handler
  const strong = standing.mark === 'running' || standing.mark === 'failed' || standing.mark === 'undoing' || standing.mark === 'undo-failed' || standing.mark === 'in-doubt'
  paintStrip(brush, rect, standing.strip)
  const ink = inkOf(brush, standing)
  context.strokeStyle = strong ? ink.ink : standing.mark ? ink.frame : handler ? palette.handlerFrame : palette.border
  context.lineWidth = strong ? 2 : 1
  if (brush.detail === 'block') context.lineWidth = (strong ? 2 : 1) / zoom
  context.setLineDash(handler ? [4, 3] : [])
  context.beginPath()
  context.roundRect(rect.x, rect.y, rect.width, rect.height, 12)
  context.stroke()
  context.setLineDash([])
  if (brush.detail === 'block') {
    if (standing.mark) paintMark(brush, standing.mark, { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 - 3, size: rect.height * 0.66 })
  } else paintFace(brush, { rect, look: looks.of(box), standing, word: looks.word(box) })
  if (standing.problem) paintProblem(brush, rect, standing.problem)
}

function paintProblem({ context, palette, zoom }: Brush, { x, y, width }: Rect, problem: 'error' | 'warning'): void {
  context.fillStyle = problem === 'error' ? palette.failed : palette.warning
  context.beginPath()
  context.arc(x + width - 4, y + 4, Math.max(8, 3 / zoom), 0, 2 * Math.PI)
  context.fill()
}

function paintNote({ context, palette }: Brush, { x, y, width, height }: Rect): void {
  context.fillStyle = palette.paper
  context.beginPath()
  context.roundRect(x, y, width, height, 8)
  context.fill()
}

/** The ground of what is looked into. */
function paintFrame({ context, palette, zoom }: Brush, { x, y, width, height }: Rect): void {
  context.strokeStyle = palette.border
  context.lineWidth = Math.max(1, 1 / zoom)
  context.setLineDash([6 / zoom, 6 / zoom])
  context.beginPath()
  context.roundRect(x, y, width, height, 16)
  context.stroke()
  context.setLineDash([])
}

function paintContainer({ context, palette, zoom, detail }: Brush, { rect, title, standing }: { readonly rect: Rect; readonly title: string; readonly standing: Standing }): void {
  const { x, y, width, height } = rect
  context.fillStyle = palette.container
  context.strokeStyle = standing.mark ? palette.states[standing.mark].ink : palette.border
  context.lineWidth = Math.max(1, 1 / zoom)
  context.beginPath()
  context.roundRect(x, y, width, height, 16)
  context.fill()
  context.stroke()
  if (detail !== 'title' && detail !== 'full') return
  context.fillStyle = palette.text
  context.font = `600 ${detail === 'title' ? 20.25 : 13.5}px ${palette.font}`
  context.textBaseline = 'middle'
  context.fillText(title, x + 40, y + 18, width - 56)
}
