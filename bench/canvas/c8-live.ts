import type { Page } from '@playwright/test'
import type { WorkflowDocument } from '@eddy/workflow'
import { percentile } from '../server/percentile.ts'
import { type CanvasBench, timeRow } from './bench.ts'
import { middleOf } from './browser.ts'
import { toFit } from './camera.ts'
import { measureFrames } from './frames.ts'
import { layeredDocument } from './layered-document.ts'
import { idle } from './moves.ts'

const SIZE = 10_000
/** How long a column of 79 steps waits, each with five events: some 1,000 events a second, which has the gate, and as many as were measured before. */
const PAUSES = [
  { pause: 'PT0.39S', gated: true },
  { pause: 'PT0.15S', gated: false },
] as const

/** C8: a run of 10,000 steps is watched as a whole while its statuses change. */
export async function live(bench: CanvasBench): Promise<void> {
  for (const { pause, gated } of PAUSES) await liveAt(bench, pause, gated)
}

async function liveAt(bench: CanvasBench, pause: string, gated: boolean): Promise<void> {
  const id = await bench.served.add(waiting(pause))
  const still = await watch(bench, await runOf(bench, id))
  const resting = await measureFrames(still.page, () => idle(still.page))
  await still.page.context().close()
  const going = await watch(bench, await bench.served.start(id))
  const busy = await measureFrames(going.page, () => idle(going.page))
  const { delays, events, seconds } = await going.page.evaluate(() => globalThis.watched)
  await going.page.context().close()
  const rate = Math.round(events / seconds)
  timeRow(bench, { id: 'C8', title: 'live overlay: more work in a frame', size: SIZE, measured: busy.p95 - resting.p95, gate: gated ? 3 : null, stretch: gated ? 1.5 : null, unit: 'ms/frame p95', note: `${busy.p95.toFixed(1)} ms, at rest ${resting.p95.toFixed(1)}; median ${busy.median.toFixed(1)}; most ${busy.most.toFixed(1)}; ${rate} events/s` })
  timeRow(bench, { id: 'C8', title: 'from the event to the painted frame', size: SIZE, measured: percentile(delays, 0.95), gate: gated ? 100 : null, stretch: null, unit: 'ms p95', note: `p50 ${percentile(delays, 0.5).toFixed(0)} ms; ${rate} events/s, ${events} events, none missing` })
}

/** The layered workflow with pauses in place of work. */
function waiting(pause: string): WorkflowDocument {
  const document = layeredDocument(SIZE)
  return { ...document, name: `layered_live_${pause.replaceAll(/\W/g, '_').toLowerCase()}`, steps: document.steps.map((step) => ({ ...step, kind: 'wait.timer', config: { duration: pause } })) }
}

/** A run that has come to its end. */
async function runOf({ served }: CanvasBench, id: string): Promise<string> {
  const runId = await served.start(id)
  for (;;) {
    const answer = (await (await fetch(`${served.url}/trpc/run.get?input=${encodeURIComponent(JSON.stringify({ runId }))}`)).json()) as { readonly result: { readonly data: { readonly status: string } } }
    if (answer.result.data.status !== 'running') return runId
    await new Promise((done) => setTimeout(done, 500))
  }
}

interface Watched {
  readonly delays: number[]
  events: number
  seconds: number
}

declare global {
  var watched: Watched
}

async function watch(bench: CanvasBench, runId: string): Promise<{ readonly page: Page }> {
  const page = await (await bench.context()).newPage()
  page.setDefaultTimeout(120_000)
  await page.addInitScript(listen)
  await page.goto(`${bench.served.url}/runs/${runId}`)
  await page.locator('.react-flow__pane').waitFor()
  await page.waitForTimeout(3000)
  await middleOf(page)
  await toFit(page)
  return { page }
}

/** In the page: how old the newest event that a frame shows is when that frame is painted. */
function listen(): void {
  globalThis.watched = { delays: [], events: 0, seconds: 0 }
  let began = 0
  let first = 0
  let newest = 0
  // answered after the frame is painted
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = () => globalThis.watched.delays.push(Date.now() - newest)
  const mark = performance.mark.bind(performance)
  performance.mark = (name, options) => {
    if (name !== 'eddy:shown' || !options) return mark(name, options)
    const { seq, at } = options.detail as { readonly seq: number; readonly at: number }
    // the first is of what was before
    if (began === 0) [began, first] = [performance.now(), seq]
    globalThis.watched.events = seq - first
    globalThis.watched.seconds = (performance.now() - began) / 1000
    newest = at
    port2.postMessage(undefined)
    // a mark costs nothing to speak of, but half a millisecond where it goes into a trace
    return new PerformanceMark(name)
  }
}
