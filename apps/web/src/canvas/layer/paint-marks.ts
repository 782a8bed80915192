import { markShapes } from '../../ui/mark-shapes.ts'
import type { MarkName } from '../../ui/step-state.ts'
import { type Brush, surface } from './brush.ts'

const sprites = new WeakMap<object, Map<string, OffscreenCanvas>>()

/** Draws a state's mark with its centre at a point. Marks are kept as small pictures, one for each size and palette. */
export function paintMark({ context, palette, scale }: Brush, mark: MarkName, { x, y, size }: { readonly x: number; readonly y: number; readonly size: number }): void {
  const pixels = Math.max(4, Math.round(size * scale))
  let drawn = sprites.get(palette)
  if (!drawn) {
    drawn = new Map()
    sprites.set(palette, drawn)
  }
  const key = `${mark}/${pixels}`
  let sprite = drawn.get(key)
  if (!sprite) {
    sprite = drawMark(mark, { pixels, ink: palette.states[mark].ink, card: palette.card })
    drawn.set(key, sprite)
  }
  context.drawImage(sprite, x - size / 2, y - size / 2, size, size)
}

function drawMark(mark: MarkName, { pixels, ink, card }: { readonly pixels: number; readonly ink: string; readonly card: string }): OffscreenCanvas {
  const { canvas, context } = surface(pixels, pixels)
  context.scale(pixels / 16, pixels / 16)
  for (const { path, filled, cut, width = 2, dashes } of markShapes[mark]) {
    const outline = new Path2D(path)
    if (filled) {
      context.fillStyle = ink
      context.fill(outline)
      continue
    }
    context.strokeStyle = cut ? card : ink
    context.lineWidth = width
    context.lineJoin = 'round'
    context.lineCap = dashes ? 'butt' : 'round'
    context.setLineDash(dashes ? [...dashes] : [])
    context.stroke(outline)
  }
  return canvas
}
