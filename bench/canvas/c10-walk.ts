import type { Page } from '@playwright/test'
import { type CanvasBench, timeRow } from './bench.ts'
import { middleOf } from './browser.ts'
import { toFit, toFull } from './camera.ts'
import { summary } from './frames.ts'

const SIZE = 10_000

/** C10: from an arrow key to the focus on the next card, near and far away. */
export async function walks(bench: CanvasBench): Promise<void> {
  const page = await bench.open(SIZE)
  await toFull(page)
  const near = await walk(page)
  await toFit(page)
  const far = await walk(page)
  const count = await page.evaluate(() => document.querySelectorAll('*').length)
  await page.context().close()
  for (const [title, times] of [['next card by arrow key, at 100 %', near], ['next card by arrow key, all in sight', far]] as const) {
    const { median, p95, most } = summary(times)
    timeRow(bench, { id: 'C10', title, size: SIZE, measured: p95, gate: 16, stretch: 8, note: `p95; median ${median.toFixed(1)}, most ${most.toFixed(1)}, ${times.length} keys; ${count} elements` })
  }
}

async function walk(page: Page): Promise<number[]> {
  const { x, y } = await middleOf(page)
  await page.mouse.click(x, y)
  await page.locator('.react-flow__node').first().focus()
  await page.mouse.move(4, 4)
  await page.waitForTimeout(300)
  const times: number[] = []
  for (let step = 0; step < 60; step++) {
    const key = ['ArrowRight', 'ArrowDown', 'ArrowRight', 'ArrowUp'][step % 4] ?? 'ArrowRight'
    const waited = page.evaluate(
      () =>
        new Promise<number>((done) => {
          let pressed = 0
          document.addEventListener('keydown', (event) => (pressed = event.timeStamp), { capture: true, once: true })
          document.addEventListener('focusin', () => done(performance.now() - pressed), { capture: true, once: true })
        }),
    )
    await page.waitForTimeout(60)
    await page.keyboard.press(key)
    times.push(await waited)
  }
  return times
}
