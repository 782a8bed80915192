import { readFileSync } from 'node:fs'
import type { Step, WorkflowDocument } from '@eddy/workflow'
import type { Row } from '../rows.ts'
import { serve, type Served } from '../serve.ts'
import { view } from './event-viewer.ts'
import { percentile } from './percentile.ts'
import { rawCost } from './raw-cost.ts'

const PAUSE = 'PT0.03S'
const TICKS_PER_SECOND = 100

interface Going {
  readonly steps: number
  /** Chains side by side; each makes some 33 steps a second, of five events. */
  readonly lanes: number
}

const LONG: Going = { steps: 10_000, lanes: 16 }
const CALM: Going = { steps: 3000, lanes: 6 }

/** D6: one run of 10,000 steps, watched by 1 and by 100; one at 1,000 events a second, watched by 200. */
export async function streams(add: (row: Row) => void): Promise<void> {
  const served = await serve()
  try {
    const long = await served.add(waiting(LONG))
    const alone = await unwatched(served, long)
    add((await watched(served, { id: long, size: LONG.steps, viewers: 1, gate: 50 })).row)
    const many = await watched(served, { id: long, size: LONG.steps, viewers: 100, gate: 50 })
    add(many.row)
    const raw = await rawCost({ ...many.broadcast, port: Number(new URL(served.url).port) + 2 })
    const ratio = (many.cpu - alone) / raw
    add({ id: 'D6', title: 'CPU for 100 viewers, beside the run', size: LONG.steps.toLocaleString('en'), bare: null, eddy: ratio, ratio: null, unit: '× raw broadcast', measured: ratio, gate: 2, stretch: null, note: `${many.cpu.toFixed(1)} s with viewers, ${alone.toFixed(1)} s without; ${raw.toFixed(2)} s for the same bytes alone, ${many.broadcast.messages} messages` })
    add((await watched(served, { id: await served.add(waiting(CALM)), size: CALM.steps, viewers: 200, gate: null })).row)
  } finally {
    await served.stop()
  }
}

function waiting({ steps: count, lanes }: Going): WorkflowDocument {
  const steps = Array.from({ length: count }, (_, at): Step => ({ name: `s${at}`, kind: 'wait.timer', config: { duration: PAUSE }, ...(at < lanes ? {} : { waitFor: [`s${at - lanes}`] }) }))
  return { eddy: 1, name: `waiting_${lanes}`, steps }
}

/** Seconds of the processor for the run alone. */
async function unwatched({ url, pid, start }: Served, workflowId: string): Promise<number> {
  const used = cpuSeconds(pid)
  const runId = await start(workflowId)
  for (;;) {
    await new Promise((done) => setTimeout(done, 1000))
    const { items } = ((await (await fetch(`${url}/trpc/run.list?input=${encodeURIComponent(JSON.stringify({ filter: {} }))}`)).json()) as { readonly result: { readonly data: { readonly items: readonly { readonly id: string; readonly status: string }[] } } }).result.data
    if (items.find(({ id }) => id === runId)?.status === 'succeeded') return cpuSeconds(pid) - used
  }
}

interface Watching {
  readonly id: string
  readonly size: number
  readonly viewers: number
  readonly gate: number | null
}

interface Watched {
  readonly row: Row
  readonly cpu: number
  readonly broadcast: { readonly viewers: number; readonly messages: number; readonly bytes: number }
}

async function watched({ url, pid, start }: Served, { id, size, viewers: count, gate }: Watching): Promise<Watched> {
  const [used, held] = [cpuSeconds(pid), residentMegabytes(pid)]
  const runId = await start(id)
  const began = Date.now()
  const viewers = Array.from({ length: count }, () => view(url, runId))
  let most = held
  const looking = setInterval(() => (most = Math.max(most, residentMegabytes(pid))), 500)
  const seqs = await Promise.all(viewers.map(({ ended }) => ended))
  clearInterval(looking)
  const seconds = (Date.now() - began) / 1000
  const cpu = cpuSeconds(pid) - used
  // what was there before the first look is no news
  const delays = viewers.flatMap((viewer) => viewer.delays.slice(200))
  const [last = 0] = seqs
  const measured = percentile(delays, 0.99)
  const note = `p50 ${percentile(delays, 0.5)} ms; ${Math.round(last / seconds)} events/s; each viewer got all ${last} events once, in order; server ${((cpu / seconds) * 100).toFixed(0)} % of a core, at most ${(most - held).toFixed(0)} MB more than before`
  const [first] = viewers
  const messages = first?.messages.count ?? 1
  return {
    row: { id: 'D6', title: `events to ${count} ${count === 1 ? 'viewer' : 'viewers'}`, size: size.toLocaleString('en'), bare: null, eddy: measured, ratio: null, unit: 'ms p99, event to reader', measured, gate, stretch: gate === null ? null : 25, note },
    cpu,
    broadcast: { viewers: count, messages, bytes: Math.round((first?.messages.bytes ?? 0) / messages) },
  }
}

/** User and system time of a process, on Linux. */
function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND
}

function residentMegabytes(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
}
