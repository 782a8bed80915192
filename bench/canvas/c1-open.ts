import type { Page } from '@playwright/test'
import { type CanvasBench, timeRow } from './bench.ts'
import { measureWork, summary } from './frames.ts'

const TIMES = 5

const limits: readonly (readonly [size: number, gate: number, stretch: number])[] = [[400, 400, 250], [1_000, 500, 300], [10_000, 1_000, 600]]

/** From the press on a workflow in the list to its first full drawing; and the same as a whole load of the page. */
export async function openings(bench: CanvasBench): Promise<void> {
  for (const [size, gate, stretch] of limits) {
    const url = await bench.url(size)
    const inside: number[] = []
    const work: number[] = []
    const whole: number[] = []
    for (let time = 0; time < TIMES; time++) {
      const context = await bench.context()
      const page = await context.newPage()
      await page.goto(bench.served.url)
      await page.locator(`a[href="${new URL(url).pathname}"]`).first().waitFor()
      // the other screens are fetched ahead
      await page.waitForLoadState('networkidle')
      work.push(await measureWork(page, async () => void inside.push(await openFromList(page, new URL(url).pathname))))
      await page.goto(url)
      await page.waitForFunction(() => performance.getEntriesByName('eddy:drawn').length > 0, undefined, { timeout: 60_000, polling: 50 })
      whole.push(await page.evaluate(() => performance.getEntriesByName('eddy:drawn')[0]?.startTime ?? Number.NaN))
      await context.close()
    }
    row(bench, { size, times: inside, title: 'open from the list, to the first full drawing', gate, stretch })
    row(bench, { size, times: work, title: '– of it work of the main thread', gate: null, stretch: null })
    row(bench, { size, times: whole, title: '– load the whole page, from the address on', gate: null, stretch: null })
  }
}

function row(bench: CanvasBench, { size, times, title, gate, stretch }: { readonly size: number; readonly times: readonly number[]; readonly title: string; readonly gate: number | null; readonly stretch: number | null }): void {
  const { median, most } = summary(times)
  timeRow(bench, { id: 'C1', title, size, measured: median, gate, stretch, note: `most ${most.toFixed(0)}; median of ${times.length}` })
}

function openFromList(page: Page, path: string): Promise<number> {
  return page.evaluate(async (href) => {
    const start = performance.now()
    performance.mark('bench:begin')
    document.querySelector<HTMLAnchorElement>(`a[href="${href}"]`)?.click()
    while (!performance.getEntriesByName('eddy:drawn').length) await new Promise(requestAnimationFrame)
    performance.mark('bench:end')
    return (performance.getEntriesByName('eddy:drawn')[0]?.startTime ?? Number.NaN) - start
  }, path)
}
