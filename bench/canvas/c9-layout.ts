import type { Page } from '@playwright/test'
import { type CanvasBench, frameRow, timeRow } from './bench.ts'
import { toFit, toFull } from './camera.ts'
import { middleOf } from './browser.ts'
import { measureFrames } from './frames.ts'
import { pan } from './moves.ts'

const limits: readonly (readonly [size: number, gate: number, stretch: number])[] = [[1_000, 400, 200], [10_000, 4_000, 2_000]]

/** C9: tidy up, and pan meanwhile. */
export async function layouts(bench: CanvasBench): Promise<void> {
  for (const [size, gate, stretch] of limits) {
    const page = await bench.open(size)
    await toFit(page)
    // the first layout loads the layouter
    await tidy(page)
    await page.keyboard.press('Control+z')
    await page.waitForTimeout(1500)
    const time = await tidy(page)
    timeRow(bench, { id: 'C9', title: 'tidy up, from the press to the new places', size, measured: time, gate, stretch })
    if (size === 10_000) {
      await page.keyboard.press('Control+z')
      await toFull(page)
      const middle = await middleOf(page)
      await page.evaluate(() => document.querySelector<HTMLElement>('button[aria-label="Tidy up"]')?.click())
      const frames = await measureFrames(page, () => pan(page, { at: middle, by: { x: 28, y: 12 }, frames: 60 }))
      await frameRow(bench, { id: 'C9', title: '– pan at 100 % meanwhile', size, frames, gate: 8, stretch: 5 })
    }
    await page.context().close()
  }
}

function tidy(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const start = performance.now()
    const undo = () => document.querySelector('[role=toolbar] button[aria-label="Undo"]')
    document.querySelector<HTMLElement>('button[aria-label="Tidy up"]')?.click()
    while (!/tidy up/i.test(undo()?.getAttribute('title') ?? '')) {
      if (performance.now() - start > 60_000) throw new Error(`nothing was tidied up in a minute; the last edit is told as ${undo()?.getAttribute('title')}`)
      await new Promise(requestAnimationFrame)
    }
    return performance.now() - start
  })
}
