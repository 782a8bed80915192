import type { Brush } from './brush.ts'
import type { Look, Standing } from './looks.ts'
import type { Rect } from './rect.ts'
import { handlerIcon, iconOutline } from './paint-icons.ts'
import { paintMark } from './paint-marks.ts'

export interface Face {
  readonly rect: Rect
  readonly look: Look
  readonly standing: Standing
  /** How it stands. */
  readonly word: string | undefined
}

const padding = 12
const tile = 28

/** What a card says, as the card itself would: icon, title and mark, and with full detail the second line too. */
export function paintFace(brush: Brush, { rect, look, standing, word }: Face): void {
  const { context, palette, detail } = brush
  const full = detail === 'full'
  const middle = rect.y + (rect.height - (standing.strip === 'none' ? 0 : 10)) / 2
  paintTile(brush, { x: rect.x + padding, y: middle - tile / 2, look })
  const mark = full ? 16 : 24
  if (standing.mark) paintMark(brush, standing.mark, { x: rect.x + rect.width - padding - mark / 2, y: middle, size: mark })
  const left = rect.x + padding + tile + 10
  const room = rect.x + rect.width - padding - left - (standing.mark ? mark + 10 : 0)
  const second = word ?? (full && rect.height >= 48 ? look.subtitle : undefined)
  const [title, line] = full ? [13.5, 16] : [20.25, 22]
  context.textBaseline = 'middle'
  const titleFont = `600 ${title}px ${palette.font}`
  context.font = titleFont
  context.fillStyle = palette.text
  const twoLines = second !== undefined && rect.height >= 48
  context.fillText(fitted(brush, look.title, { font: titleFont, room }), left, twoLines ? middle - line / 2 : middle)
  if (!twoLines || second === undefined) return
  const secondFont = `${standing.mark ? 600 : 400} ${full ? 12 : 17}px ${palette.font}`
  context.font = secondFont
  context.fillStyle = standing.mark ? palette.states[standing.mark].ink : palette.muted
  context.fillText(fitted(brush, second, { font: secondFont, room }), left, middle + line / 2 + 1)
}

function paintTile({ context, palette }: Brush, { x, y, look }: { readonly x: number; readonly y: number; readonly look: Look }): void {
  const { ink, tint } = palette.kinds[look.group]
  context.fillStyle = tint
  context.beginPath()
  context.roundRect(x, y, tile, tile, 8)
  context.fill()
  const outline = iconOutline(look.group === 'handler' ? handlerIcon : look.icon)
  if (!outline) return
  context.save()
  context.translate(x + 6, y + 6)
  context.scale(16 / 24, 16 / 24)
  context.strokeStyle = ink
  context.lineWidth = 1.75
  context.lineCap = 'round'
  context.lineJoin = 'round'
  context.stroke(outline)
  context.restore()
}

const widths = new Map<string, string>()
const most = 5000

/** The text, or as much of it as there is room for. */
function fitted({ context }: Brush, text: string, { font, room }: { readonly font: string; readonly room: number }): string {
  const key = `${font}/${Math.round(room)}/${text}`
  const known = widths.get(key)
  if (known !== undefined) return known
  let shown = text
  if (context.measureText(text).width > room) {
    let [fits, over] = [0, text.length]
    while (over - fits > 1) {
      const half = (fits + over) >> 1
      if (context.measureText(`${text.slice(0, half)}…`).width <= room) fits = half
      else over = half
    }
    shown = `${text.slice(0, fits)}…`
  }
  if (widths.size > most) widths.clear()
  widths.set(key, shown)
  return shown
}
