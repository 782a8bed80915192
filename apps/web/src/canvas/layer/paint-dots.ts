import { surface } from './brush.ts'
import type { Palette } from './palette.ts'
import type { View } from './tiles.ts'

/** Distance of the dots, in pixels of the drawing: what cards snap to. */
const pitch = 16
/** Below this zoom the dots would be a grey veil. They fade out towards it. */
const least = 0.6
const fading = 0.15

/** One row of dots, in pixels of the device. */
interface Row {
  readonly ink: string
  /** From dot to dot; not a whole number at most zooms. */
  readonly apart: number
  /** Width and height of a dot. */
  readonly dot: number
  readonly width: number
}

/** The grid behind everything, on whole pixels. The context is in pixels of the device. */
export function paintDots(context: CanvasRenderingContext2D, palette: Palette, { x, y, zoom, width, height, ratio }: View): void {
  if (zoom < least) return
  const apart = pitch * zoom * ratio
  const dot = Math.max(1, Math.round(zoom * ratio))
  const pattern = rowPattern(context, { ink: palette.dots, apart, dot, width: Math.ceil(width * ratio) })
  if (!pattern) return
  pattern.setTransform(new DOMMatrix([1, 0, 0, 1, Math.round(firstSeen(x * ratio, apart)), 0]))
  context.globalAlpha = Math.min(1, (zoom - least) / fading + 0.2)
  context.fillStyle = pattern
  // filled row by row: to fill the whole of the screen takes a millisecond of a frame more
  for (let row = firstSeen(y * ratio, apart); row < height * ratio; row += apart) context.fillRect(0, Math.round(row), width * ratio, dot)
  context.globalAlpha = 1
}

/** Where the first dot is, counted from where the drawing begins. */
function firstSeen(origin: number, apart: number): number {
  return origin - Math.floor(origin / apart) * apart
}

let last: { readonly row: Row; readonly pattern: CanvasPattern | null } | undefined

/** While the zoom stays, the row that was drawn last is moved. */
function rowPattern(context: CanvasRenderingContext2D, row: Row): CanvasPattern | null {
  const same = last?.row.ink === row.ink && last.row.apart === row.apart && last.row.dot === row.dot && last.row.width === row.width
  if (!same || !last) last = { row, pattern: context.createPattern(picture(row), 'repeat-y') }
  return last.pattern
}

function picture({ ink, apart, dot, width }: Row): OffscreenCanvas {
  const { canvas, context } = surface(width, 1)
  context.fillStyle = ink
  for (let at = 0; at < width; at += apart) context.fillRect(Math.round(at), 0, dot, 1)
  return canvas
}
