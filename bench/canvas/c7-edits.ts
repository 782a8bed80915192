import type { Page } from '@playwright/test'
import { type CanvasBench, timeRow } from './bench.ts'
import { middleOf } from './browser.ts'
import { toFull } from './camera.ts'
import { measureWork, summary } from './frames.ts'

const SIZE = 10_000
const PASTED = 500
const TIMES = 7

/** C7: from the key to the picture, at ten thousand steps; and how long the page is busy with what follows an edit. */
export async function edits(bench: CanvasBench): Promise<void> {
  const page = await bench.open(SIZE)
  await toFull(page)
  await watch(page)
  const row = (title: string, { times, work }: Repeated, limits: { readonly gate: number; readonly stretch: number }) => {
    const { median, most } = summary(times)
    timeRow(bench, { id: 'C7', title, size: SIZE, measured: median, ...limits, note: `most ${most.toFixed(0)}; median of ${times.length}; work of the main thread ${summary(work).median.toFixed(0)} ms` })
  }
  const quick = { gate: 50, stretch: 16 }
  await selectAtMiddle(page)
  row('add a step (duplicate, Ctrl+D)', await repeated(page, () => page.keyboard.press('Control+d')), quick)
  await expectLast(page, /^Undo: paste S/)
  row('undo it (Ctrl+Z)', await repeated(page, () => page.keyboard.press('Control+z')), quick)
  await expectLast(page, /^$/)
  row('connect two steps (Enter in the list)', await connects(page), quick)
  await page.keyboard.press('Escape')
  await copyMany(page)
  await page.keyboard.press('Escape')
  row(`paste ${PASTED} steps (Ctrl+V)`, await repeated(page, () => page.keyboard.press('Control+v'), 3), { gate: 200, stretch: 80 })
  await expectLast(page, /^Undo: paste 500 steps/)
  row(`undo the paste (Ctrl+Z)`, await repeated(page, () => page.keyboard.press('Control+z'), 3), { gate: 200, stretch: 80 })
  await expectLast(page, /^$/)
  await selectAtMiddle(page)
  const busy: number[] = []
  for (let time = 0; time < 5; time++) {
    await page.evaluate(() => void performance.mark('bench:edit'))
    await page.keyboard.press('Shift+ArrowDown')
    await page.waitForTimeout(2500)
    busy.push(await page.evaluate(() => globalThis.longest.splice(0).reduce((most, time) => Math.max(most, time), 0)))
  }
  await page.context().close()
  const { median, most } = summary(busy)
  timeRow(bench, { id: 'C7', title: 'longest task in the 2.5 s after an edit: lint, autosave', size: SIZE, measured: median, gate: 50, stretch: 16, note: `most ${most.toFixed(0)}; tasks below 50 ms count as 0` })
}

/** A key that did nothing would be the fastest. */
async function expectLast(page: Page, title: RegExp): Promise<void> {
  const button = page.getByRole('toolbar', { name: 'Drawing' }).getByRole('button', { name: 'Undo', exact: true })
  const found = (await button.getAttribute('title')) ?? ''
  if (!title.test(found)) throw new Error(`the last edit is told as "${found}", not as ${title.source}`)
}

declare global {
  // what the page keeps for the bench
  var painted: number[]
  var longest: number[]
}

/** From now on the page notes how long each key or paste took until the frame with what it did was painted. */
async function watch(page: Page): Promise<void> {
  await page.evaluate(() => {
    globalThis.painted = []
    globalThis.longest = []
    new PerformanceObserver((list) => globalThis.longest.push(...list.getEntries().map(({ duration }) => duration))).observe({ entryTypes: ['longtask'] })
    let pending: number | undefined
    const note = (event: KeyboardEvent) => {
      if (['Control', 'Shift'].includes(event.key)) return
      pending = event.timeStamp
      performance.mark('bench:begin')
    }
    document.addEventListener('keydown', note, { capture: true })
    // what was done is said with the drawing of it, whether the key did it, its paste, or a list that closed first
    const edits = new MutationObserver(() => {
      const from = pending
      if (from === undefined) return
      pending = undefined
      requestAnimationFrame(() => {
        const channel = new MessageChannel()
        // after the frame that these callbacks belong to has been made
        channel.port1.onmessage = () => {
          performance.mark('bench:end')
          globalThis.painted.push(performance.now() - from)
        }
        channel.port2.postMessage(0)
      })
    })
    const log = document.querySelector('[role=log][aria-label=Edits]')
    if (!log) throw new Error('nothing on the page says what was done')
    edits.observe(log, { childList: true, subtree: true, characterData: true })
  })
}

interface Repeated {
  readonly times: readonly number[]
  readonly work: readonly number[]
}

async function repeated(page: Page, act: () => Promise<void>, count = TIMES): Promise<Repeated> {
  const times: number[] = []
  const work: number[] = []
  for (let time = 0; time < count; time++) {
    await page.evaluate(() => void globalThis.painted.splice(0))
    const worked = await measureWork(page, async () => {
      await act()
      await page.waitForFunction(() => globalThis.painted.length > 0)
    })
    times.push(await page.evaluate(() => globalThis.painted[0] ?? Number.NaN))
    work.push(worked)
    // what follows an edit shall not be counted with the next
    await page.waitForTimeout(1600)
  }
  return { times, work }
}

async function selectAtMiddle(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  const { x, y } = await middleOf(page)
  const box = await page.evaluate(
    (at) => {
      const boxes = [...document.querySelectorAll('.react-flow__node')].map((node) => node.getBoundingClientRect())
      const near = boxes.toSorted((left, right) => Math.hypot(left.x - at.x, left.y - at.y) - Math.hypot(right.x - at.x, right.y - at.y))[0]
      return near && { x: near.x + near.width / 2, y: near.y + near.height / 2 }
    },
    { x, y },
  )
  if (!box) throw new Error('no card is in sight')
  await page.mouse.click(box.x, box.y)
  await page.waitForTimeout(300)
}

/** Chooses the other end in the list that C opens; the last key is what is measured. */
async function connects(page: Page): Promise<Repeated> {
  const all: Repeated[] = []
  for (let time = 0; time < 3; time++) {
    await selectAtMiddle(page)
    await page.keyboard.press('c')
    await page.keyboard.type(`S${(9_990 - time).toString(36)}`)
    await page.waitForTimeout(1500)
    all.push(await repeated(page, () => page.keyboard.press('Enter'), 1))
    await expectLast(page, /^Undo: connect /)
    await page.keyboard.press('Control+z')
    await page.waitForTimeout(1200)
  }
  return { times: all.flatMap(({ times }) => times), work: all.flatMap(({ work }) => work) }
}

/** Five hundred steps on the clipboard: the ones from the selected one on, by what follows. */
async function copyMany(page: Page): Promise<void> {
  const steps = Array.from({ length: PASTED }, (_, at) => ({ name: `p${at}`, kind: 'debug', ...(at ? { waitFor: [`p${at - 1}`] } : {}) }))
  const positions = Object.fromEntries(steps.map(({ name }, at) => [name, [352 * Math.floor(at / 20), 112 * (at % 20)]]))
  await page.evaluate((text) => navigator.clipboard.writeText(text), JSON.stringify({ 'eddy-steps': 1, steps, handlers: [], positions }))
}
