import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { openDatabase } from '../apps/server/src/db/index.ts'
import { launch, newContext } from './canvas/browser.ts'
import { type Frames, measureFrames } from './canvas/frames.ts'
import { idle } from './canvas/moves.ts'
import { ENTRIES, entryRow } from './library-entries.ts'
import { serve } from './serve.ts'

/** Milliseconds of work on the page's main thread that a frame may cost: 60 frames in a second. */
const GATE_MS = 16
/** A quick hand on a wheel: pixels of a frame. */
const PIXELS = 60
const FRAMES = 300

const data = mkdtempSync(join(tmpdir(), 'eddy-bench-library-'))
const db = await openDatabase({ dir: data })
await db.prisma.libraryEntry.createMany({ data: Array.from({ length: ENTRIES }, (_, at) => entryRow(at)) })
await db.close()
const served = await serve(data)
const browser = await launch()
try {
  const page = await (await newContext(browser)).newPage()
  await page.goto(`${served.url}/health`)
  const nothing = await measureFrames(page, () => idle(page))
  await page.goto(`${served.url}/library?sort=name`)
  await page.getByRole('list', { name: 'Workflows in the library' }).getByRole('article').first().waitFor()
  await page.waitForTimeout(1500)
  const down = await measureFrames(page, () => scroll(page, PIXELS))
  const drawn = await page.locator('article svg[aria-hidden] rect').count()
  const up = await measureFrames(page, () => scroll(page, -PIXELS))
  const held = await page.getByRole('article').count()
  report('a frame in which nothing happens', nothing)
  report('down, where no card was seen before', down)
  report('and up again', up)
  console.log(`${held} cards of ${ENTRIES} in the page, ${drawn} boxes drawn where it stopped`)
  process.exitCode = down.p95 <= GATE_MS && up.p95 <= GATE_MS && drawn > 0 ? 0 : 1
} finally {
  await browser.close()
  await served.stop()
}

async function scroll(page: Page, pixels: number): Promise<void> {
  await page.evaluate(
    async ({ pixels, frames }) => {
      const scroller = document.querySelector('[aria-label="Workflows in the library"]')?.parentElement
      if (!scroller) throw new Error('the page has no list')
      performance.mark('bench:begin')
      for (let frame = 0; frame < frames; frame++) {
        scroller.scrollTop += pixels
        await new Promise(requestAnimationFrame)
      }
      performance.mark('bench:end')
    },
    { pixels, frames: FRAMES },
  )
}

function report(title: string, { median, p95, most, count }: Frames): void {
  console.log(`${title}: median ${median.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, most ${most.toFixed(1)} ms of the main thread's CPU in a frame, ${count} frames (gate ${GATE_MS} ms)`)
}
