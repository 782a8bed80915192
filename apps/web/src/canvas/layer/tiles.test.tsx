import { expect, it } from 'vitest'
import type { Area } from './grid-index.ts'
import { Tiles } from './tiles.ts'

const view = { x: 13, y: 7, zoom: 0.37, width: 700, height: 400, ratio: 1.5 }

interface Block extends Area {
  colour: string
}

/** Blocks with a frame half outside of them, over one another, as cards and lines are. */
function blocks(count: number): Block[] {
  return Array.from({ length: count }, (_, at) => {
    const [left, top] = [(at * 173) % 1900, (at * 97) % 1100]
    return { left, top, right: left + 90, bottom: top + 40, colour: 'rgb(40 90 200 / 0.5)' }
  })
}

function drawn(all: readonly Block[]) {
  let painted = 0
  const tiles = new Tiles({
    paint: (context, area) => {
      for (const { left, top, right, bottom, colour } of all) {
        if (left - 8 > area.right || right + 8 < area.left || top - 8 > area.bottom || bottom + 8 < area.top) continue
        painted += 1
        context.fillStyle = colour
        context.fillRect(left, top, right - left, bottom - top)
        context.strokeStyle = colour
        context.lineWidth = 2
        context.strokeRect(left, top, right - left, bottom - top)
      }
    },
  })
  const canvas = document.createElement('canvas')
  canvas.width = view.width * view.ratio
  canvas.height = view.height * view.ratio
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('there is no canvas')
  return {
    tiles,
    count: () => painted,
    pixels(over = false) {
      if (!over) context.clearRect(0, 0, canvas.width, canvas.height)
      while (!tiles.draw(context, view, { now: performance.now() + 1000, budget: 1000, over }));
      return context.getImageData(0, 0, canvas.width, canvas.height).data
    },
  }
}

it.each([{ over: false }, { over: true }])('draws again what has changed, and the picture is the same as if all had been drawn: over the frame before $over', ({ over }) => {
  const all = blocks(400)
  const kept = drawn(all)
  kept.pixels()
  for (const change of [[3], [17, 18, 250], [399, 0, 120, 121]]) {
    const before = kept.count()
    for (const at of change) {
      const block = all[at]
      if (!block) throw new Error(`there is no block ${at}`)
      block.colour = `rgb(200 ${at % 200} 30 / 0.8)`
      kept.tiles.invalidate({ left: block.left - 4, top: block.top - 4, right: block.right + 4, bottom: block.bottom + 4 })
    }
    const pixels = kept.pixels(over)
    if (change.length === 1) expect(kept.count() - before).toBeLessThan(40)
    const fresh = drawn(all).pixels()
    let different = 0
    for (let at = 0; at < pixels.length; at++) if (Math.abs((pixels[at] ?? 0) - (fresh[at] ?? 0)) > 2) different += 1
    expect(different).toBe(0)
  }
})
