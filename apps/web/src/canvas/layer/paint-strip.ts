import type { Strip } from '../card-state.ts'
import type { Brush } from './brush.ts'
import type { Palette } from './palette.ts'
import type { Rect } from './rect.ts'

interface StripInk {
  readonly ink: keyof Palette & ('undo' | 'warning' | 'failed' | 'irreversible' | 'inDoubt')
  readonly strength: number
  /** A line instead of the whole strip. */
  readonly thin?: boolean
}

/** The same strengths as on a card; hatching is shown as its average. */
const inks: { readonly [Name in Exclude<Strip, 'none'>]: StripInk } = {
  missing: { ink: 'warning', strength: 0.25 },
  defined: { ink: 'undo', strength: 0.18 },
  armed: { ink: 'undo', strength: 0.45 },
  running: { ink: 'undo', strength: 0.75 },
  done: { ink: 'undo', strength: 1 },
  failed: { ink: 'failed', strength: 1 },
  irreversible: { ink: 'irreversible', strength: 1, thin: true },
  'in-doubt': { ink: 'inDoubt', strength: 0.4 },
}

/** The undo strip along the bottom of a card. */
export function paintStrip({ context, palette, zoom }: Brush, { x, y, width, height }: Rect, strip: Strip): void {
  if (strip === 'none') return
  const { ink, strength, thin } = inks[strip]
  const high = thin ? Math.max(2, 1 / zoom) : height < 50 ? 6 : 10
  context.globalAlpha = strength
  context.fillStyle = palette[ink]
  context.beginPath()
  context.roundRect(x + 1, y + height - high - 1, width - 2, high, thin ? 0 : [0, 0, 11, 11])
  context.fill()
  context.globalAlpha = 1
}
