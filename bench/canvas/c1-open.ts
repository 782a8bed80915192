import { type CanvasBench, timeRow } from './bench.ts'

const TIMES = 5

const limits: readonly (readonly [size: number, gate: number, stretch: number])[] = [[400, 400, 250], [1_000, 500, 300], [10_000, 1_000, 600]]

/** From the press on a workflow in the list to its first full drawing; and the same as a whole load of the page. */
export async function openings(bench: CanvasBench): Promise<void> {
  for (const [size, gate, stretch] of limits) {
    const url = await bench.url(size)
    const inside: number[] = []
    const whole: number[] = []
    for (let time = 0; time < TIMES; time++) {
      const context = await bench.context()
      const page = await context.newPage()
      await page.goto(bench.served.url)
      const link = page.locator(`a[href="${new URL(url).pathname}"]`).first()
      await link.waitFor()
      await page.waitForTimeout(400)
      inside.push(
        await page.evaluate(async (path) => {
          const start = performance.now()
          document.querySelector<HTMLAnchorElement>(`a[href="${path}"]`)?.click()
          while (!performance.getEntriesByName('eddy:drawn').length) await new Promise(requestAnimationFrame)
          return (performance.getEntriesByName('eddy:drawn')[0]?.startTime ?? Number.NaN) - start
        }, new URL(url).pathname),
      )
      await page.goto(url)
      await page.waitForFunction(() => performance.getEntriesByName('eddy:drawn').length > 0, undefined, { timeout: 60_000, polling: 50 })
      whole.push(await page.evaluate(() => performance.getEntriesByName('eddy:drawn')[0]?.startTime ?? Number.NaN))
      await context.close()
    }
    const middle = (list: readonly number[]) => list.toSorted((left, right) => left - right)[Math.floor(list.length / 2)] ?? Number.NaN
    timeRow(bench, { id: 'C1', title: 'open from the list, to the first full drawing', size, measured: middle(inside), gate, stretch, note: `most ${Math.max(...inside).toFixed(0)}; median of ${TIMES}` })
    timeRow(bench, { id: 'C1', title: '– load the whole page, from the address on', size, measured: middle(whole), gate: null, stretch: null, note: `most ${Math.max(...whole).toFixed(0)}` })
  }
}
