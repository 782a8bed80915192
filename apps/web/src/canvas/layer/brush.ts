import type { Detail } from '../detail.ts'
import type { Palette } from './palette.ts'

export type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D

/** What is drawn with. The context is in the drawing's own pixels. */
export interface Brush {
  readonly context: Context
  readonly palette: Palette
  /** Pixels of the device for one of the drawing. */
  readonly scale: number
  /** Pixels of the screen for one of the drawing. */
  readonly zoom: number
  readonly detail: Detail
}

export interface Surface {
  readonly canvas: OffscreenCanvas
  readonly context: OffscreenCanvasRenderingContext2D
}

/** A picture in memory. */
export function surface(width: number, height: number): Surface {
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('This browser cannot draw on a canvas. Eddy needs one that can: a newer version, or hardware acceleration switched on.')
  return { canvas, context }
}
