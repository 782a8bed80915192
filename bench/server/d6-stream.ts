import { readFileSync } from 'node:fs'
import type { Step, WorkflowDocument } from '@eddy/workflow'
import type { Row } from '../rows.ts'
import { serve, type Served } from '../serve.ts'
import { view } from './event-stream.ts'
import { percentile } from './percentile.ts'

const SIZE = 10_000
/** 16 chains, 30 ms a step: some 500 steps, 1,000 events and more a second. */
const LANES = 16
const PAUSE = 'PT0.03S'
const TICKS_PER_SECOND = 100

/** D6: one run of 10,000 steps, watched by 1 and by 100. */
export async function streams(add: (row: Row) => void): Promise<void> {
  const served = await serve()
  try {
    const id = await served.add(waiting())
    for (const viewers of [1, 100]) add(await watched(served, id, viewers))
  } finally {
    await served.stop()
  }
}

function waiting(): WorkflowDocument {
  const steps = Array.from({ length: SIZE }, (_, at): Step => ({ name: `s${at}`, kind: 'wait.timer', config: { duration: PAUSE }, ...(at < LANES ? {} : { waitFor: [`s${at - LANES}`] }) }))
  return { eddy: 1, name: 'waiting', steps }
}

async function watched({ url, pid, start }: Served, workflowId: string, count: number): Promise<Row> {
  const runId = await start(workflowId)
  const [began, used] = [Date.now(), cpuSeconds(pid)]
  const viewers = Array.from({ length: count }, () => view(url, runId))
  const seqs = await Promise.all(viewers.map(({ ended }) => ended))
  const seconds = (Date.now() - began) / 1000
  // what was there before the first look is no news
  const delays = viewers.flatMap((viewer) => viewer.delays.slice(200))
  const [last = 0] = seqs
  const measured = percentile(delays, 0.99)
  const note = `p50 ${percentile(delays, 0.5)} ms; ${Math.round(last / seconds)} events/s; each viewer got all ${last} events once; server ${(((cpuSeconds(pid) - used) / seconds) * 100).toFixed(0)} % of a core`
  return { id: 'D6', title: `events to ${count} ${count === 1 ? 'viewer' : 'viewers'}`, size: SIZE.toLocaleString('en'), bare: null, eddy: measured, ratio: null, unit: 'ms p99, event to reader', measured, gate: 50, stretch: 25, note }
}

/** User and system time of a process, on Linux. */
function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND
}
