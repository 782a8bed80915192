import type { Page } from '@playwright/test'
import { type CanvasBench, timeRow } from './bench.ts'
import { middleOf } from './browser.ts'
import { toFit } from './camera.ts'
import { zoom } from './moves.ts'

const SIZE = 10_000

/** C6: elements and heap at every zoom from all in sight to 200 %. */
export async function elements(bench: CanvasBench): Promise<void> {
  const page = await bench.open(SIZE)
  await toFit(page)
  const middle = await middleOf(page)
  let most = 0
  for (let step = 0; step < 34; step++) {
    await zoom(page, { at: middle, factor: 1.15, frames: 1 })
    await page.waitForTimeout(350)
    most = Math.max(most, await page.evaluate(() => document.querySelectorAll('*').length))
  }
  const heap = await heapOf(page)
  await page.context().close()
  timeRow(bench, { id: 'C6', title: 'elements of the whole page, at any zoom', size: SIZE, measured: most, gate: 2_500, stretch: 1_200, unit: 'elements' })
  timeRow(bench, { id: 'C6', title: 'heap of the whole page', size: SIZE, measured: heap, gate: 80, stretch: 40, unit: 'MB' })
}

async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  return usedSize / 1_000_000
}
