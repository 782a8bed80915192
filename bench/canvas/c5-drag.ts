import type { Page } from '@playwright/test'
import { type CanvasBench, frameRow } from './bench.ts'
import { middleOf } from './browser.ts'
import { toFull, zoomOf } from './camera.ts'
import { measureFrames } from './frames.ts'
import { dragCard, zoom } from './moves.ts'

const SIZE = 10_000
const SELECTED = 1_000

/** C5: drag one card, and a thousand selected ones. */
export async function drags(bench: CanvasBench): Promise<void> {
  const page = await bench.open(SIZE)
  await toFull(page)
  const card = await cardAtMiddle(page)
  const one = await measureFrames(page, () => dragCard(page, card))
  const count = await selectThousand(page)
  const many = await measureFrames(page, () => dragCard(page, card))
  await page.context().close()
  const plain = await bench.openPlain(SIZE, { x: -12_000, y: -4_000, zoom: 1 })
  const there = await cardAtMiddle(plain)
  const reference = await measureFrames(plain, () => dragCard(plain, there))
  await plain.context().close()
  await frameRow(bench, { id: 'C5', title: 'drag one card', size: SIZE, frames: one, gate: 6, stretch: 3, plain: reference })
  await frameRow(bench, { id: 'C5', title: `drag ${count.toLocaleString('en')} selected cards, seen at 8 %`, size: SIZE, frames: many, gate: 16, stretch: 8 })
}

/** A card near the middle of the screen, by its own middle. */
async function cardAtMiddle(page: Page): Promise<{ x: number; y: number }> {
  const middle = await middleOf(page)
  return page.evaluate(({ x, y }) => {
    const boxes = [...document.querySelectorAll('.react-flow__node')].map((node) => node.getBoundingClientRect())
    const nearest = boxes.toSorted((left, right) => away(left) - away(right))[0]
    function away(box: DOMRect) {
      return Math.hypot(box.x + box.width / 2 - x, box.y + box.height / 2 - y)
    }
    if (!nearest) throw new Error('no card is in sight')
    return { x: nearest.x + nearest.width / 2, y: nearest.y + nearest.height / 3 }
  }, middle)
}

/** Zooms out until a frame with Shift takes in about a thousand, and selects them. */
async function selectThousand(page: Page): Promise<number> {
  const middle = await middleOf(page)
  for (let tries = 0; tries < 60 && (await zoomOf(page)) > 8; tries++) {
    await zoom(page, { at: middle, factor: 1 / 1.06, frames: 1 })
    // the page says its zoom at most ten times a second
    await page.waitForTimeout(150)
  }
  await page.waitForTimeout(500)
  for (let half = 280; half <= 316; half += 4) {
    await page.keyboard.down('Shift')
    await page.mouse.move(middle.x - half, middle.y - half * 0.8)
    await page.mouse.down()
    await page.mouse.move(middle.x + half, middle.y + half * 0.8, { steps: 3 })
    await page.mouse.up()
    await page.keyboard.up('Shift')
    // the bar is only there while more than one is selected
    const bar = page.getByRole('toolbar', { name: 'Selection' })
    const text = (await bar.count()) ? await bar.textContent() : ''
    const count = Number(/[\d,]+/.exec(text ?? '')?.[0])
    if (count >= SELECTED) return count
  }
  throw new Error('no frame took in a thousand cards')
}
