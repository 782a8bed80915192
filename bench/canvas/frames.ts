import type { CDPSession, Page } from '@playwright/test'

/** Milliseconds of work on the page's main thread, frame by frame. */
export interface Frames {
  readonly median: number
  readonly p95: number
  readonly most: number
  readonly count: number
}

interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly ts: number
  readonly dur?: number
  /** The same by the clock of the thread: what other programs take of the processor is not in it. Here and there a virtual machine says more of it than has passed. */
  readonly tdur?: number
  readonly pid: number
  readonly tid: number
}

const CATEGORIES = 'devtools.timeline,disabled-by-default-devtools.timeline,blink.user_timing,toplevel'

/**
 * What each frame costs while something is done: the processor's time of every task of the main thread between two frames, scripts,
 * style, layout and painting together, as Chromium itself records them. `act` runs in the page's own frames and marks `bench:begin` and `bench:end`.
 */
export async function measureFrames(page: Page, act: () => Promise<void>): Promise<Frames> {
  const events: TraceEvent[] = []
  await measured(page, act, events)
  return perFrame(events)
}

async function ended(session: CDPSession): Promise<void> {
  const complete = new Promise<void>((done) => void session.once('Tracing.tracingComplete', () => done()))
  await session.send('Tracing.end')
  await complete
}

/** Milliseconds of the processor that the main thread works between the marks `bench:begin` and `bench:end`. */
export async function measureWork(page: Page, act: () => Promise<void>): Promise<number> {
  const events: TraceEvent[] = []
  await measured(page, act, events)
  const begin = events.find(({ name }) => name === 'bench:begin')
  const end = events.findLast(({ name }) => name === 'bench:end')
  if (!begin || !end) throw new Error('the trace lacks the marks of the page')
  const tasks = events.filter(({ name, ph, pid, tid }) => name === 'RunTask' && ph === 'X' && pid === begin.pid && tid === begin.tid)
  return tasks.reduce((sum, task) => sum + (endOf(task) >= begin.ts && task.ts <= end.ts ? workOf(task) : 0), 0)
}

async function measured(page: Page, act: () => Promise<void>, events: TraceEvent[]): Promise<void> {
  const session = await page.context().newCDPSession(page)
  session.on('Tracing.dataCollected', ({ value }) => void events.push(...(value as unknown as TraceEvent[])))
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: CATEGORIES.split(',') } })
  await act()
  await ended(session)
  await session.detach()
}

/** Milliseconds of the processor: no more than the task has lasted. */
function workOf({ dur = 0, tdur = dur }: TraceEvent): number {
  return Math.min(tdur, dur) / 1000
}

function endOf({ ts, dur = 0 }: TraceEvent): number {
  return ts + dur
}

function perFrame(events: readonly TraceEvent[]): Frames {
  const begin = events.find(({ name }) => name === 'bench:begin')
  const end = events.findLast(({ name }) => name === 'bench:end')
  if (!begin || !end) throw new Error('the trace lacks the marks of the page')
  const here = events.filter(({ pid, tid, ts }) => pid === begin.pid && tid === begin.tid && ts >= begin.ts && ts <= end.ts)
  const starts = here.filter(({ name }) => name === 'FireAnimationFrame').map(({ ts }) => ts)
  const frames = [...new Set(starts)].sort((left, right) => left - right).filter((at, index, all) => index === 0 || at - (all[index - 1] ?? 0) > 4000)
  const tasks = here.filter(({ name, ph }) => name === 'RunTask' && ph === 'X')
  const costs = frames.slice(0, -1).map(() => 0)
  for (const task of tasks) {
    // the task in which a frame is made begins just before its first callback
    const at = frames.findIndex((start) => start > endOf(task)) - 1
    if (at >= 0 && at < costs.length) costs[at] = (costs[at] ?? 0) + workOf(task)
  }
  return summary(costs)
}

export function summary(costs: readonly number[]): Frames {
  const sorted = costs.toSorted((left, right) => left - right)
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
  return { median: at(0.5), p95: at(0.95), most: sorted.at(-1) ?? Number.NaN, count: sorted.length }
}
