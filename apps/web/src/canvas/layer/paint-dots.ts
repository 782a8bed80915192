import { surface } from './brush.ts'
import type { Palette } from './palette.ts'
import type { View } from './tiles.ts'

/** Distance of the dots, in pixels of the drawing: what cards snap to. */
const pitch = 16
/** Below this zoom the dots would be a grey veil. They fade out towards it. */
const least = 0.6
const fading = 0.15

const pictures = new WeakMap<Palette, Map<number, OffscreenCanvas>>()

/** The grid behind everything. The context is in pixels of the device. */
export function paintDots(context: CanvasRenderingContext2D, palette: Palette, { x, y, zoom, width, height, ratio }: View): void {
  if (zoom < least) return
  const size = Math.max(1, Math.round(pitch * zoom * ratio))
  const pattern = context.createPattern(picture(palette, size), 'repeat')
  if (!pattern) return
  // the picture has whole pixels, the grid has not
  const scale = (pitch * zoom * ratio) / size
  pattern.setTransform(new DOMMatrix([scale, 0, 0, scale, x * ratio, y * ratio]))
  context.globalAlpha = Math.min(1, (zoom - least) / fading + 0.2)
  context.fillStyle = pattern
  context.fillRect(0, 0, width * ratio, height * ratio)
  context.globalAlpha = 1
}

function picture(palette: Palette, size: number): OffscreenCanvas {
  let drawn = pictures.get(palette)
  if (!drawn) {
    drawn = new Map()
    pictures.set(palette, drawn)
  }
  let canvas = drawn.get(size)
  if (!canvas) {
    const made = surface(size, size)
    made.context.fillStyle = palette.dots
    const dot = Math.max(1, size / pitch)
    made.context.fillRect(0, 0, dot, dot)
    canvas = made.canvas
    drawn.set(size, canvas)
  }
  return canvas
}
