import { createRunHistory, plan, type Outcome, type Plan, type RunEvent, type StepRequest } from '@eddy/engine'
import { fakeCatalog } from '@eddy/engine/testing'
import type { Step } from '@eddy/workflow'
import { CountingExecutor, planOf, runPlan } from '../run-eddy.ts'
import { expectSame } from '../workload.ts'

/** What the run view costs for a recorded run. */
export interface HistoryCost {
  readonly events: number
  /** Milliseconds of user CPU for all events at once. */
  readonly fold: number
  /** Milliseconds of wall time: the worst frame when they come in live, in batches. */
  readonly worstBatch: number
  /** Milliseconds of wall time until all that a page draws of another moment has been read: its 95th percentile and its worst. */
  readonly jump: number
  readonly worstJump: number
  /** Bytes per event that the history holds, its events not counted; and those of the events. */
  readonly perEvent: number
  readonly eventsPerEvent: number
}

/** Shapes of recorded runs; the size is in steps. */
export const HISTORY_SHAPES = { chain: 'a chain of steps that rolls back', map: 'a map of elements that rolls back' } as const
export type HistoryShape = keyof typeof HISTORY_SHAPES

const JUMPS = 400
const BATCH = 500
/** Rows of a list that are in sight. */
const IN_SIGHT = 40

/** Needs --expose-gc. */
export async function runHistoryCost(shape: HistoryShape, n: number, collect: () => void): Promise<HistoryCost> {
  const { planned, events: warm } = await recorded(shape, 500)
  for (let i = 0; i < 8; i++) createRunHistory(planned).apply(warm)
  const before = heap(collect)
  const run = await recorded(shape, n)
  const withEvents = heap(collect)
  const history = createRunHistory(run.planned)
  const began = process.cpuUsage().user
  history.apply(run.events)
  const fold = (process.cpuUsage().user - began) / 1000
  const after = heap(collect)
  expectSame('status', history.run.status, 'rolled_back')
  expectSame('undone', history.run.undone.length, n)
  const jumps = jumpTimes(history, run.events.length)
  const count = run.events.length
  return { events: count, fold, worstBatch: worstBatch(run), jump: jumps[Math.floor(jumps.length * 0.95)] ?? Number.NaN, worstJump: jumps.at(-1) ?? Number.NaN, perEvent: (after - withEvents) / count, eventsPerEvent: (withEvents - before) / count }
}

/** Ascending. Moments are drawn with a fixed seed, all over the run. */
function jumpTimes(history: ReturnType<typeof createRunHistory>, events: number): readonly number[] {
  let at = 1
  const times: number[] = []
  for (let i = 0; i < JUMPS; i++) {
    at = (Math.imul(at, 1664525) + 1013904223) >>> 0
    const began = performance.now()
    const moment = history.at(1 + (at % events))
    // the sentence and the two facts, the drawing, the rows in sight, and the selected step
    const { undone } = moment.run
    const steps = moment.steps()
    let shown = undone.length
    for (const [, step] of moment.foremost()) shown += step.attempt
    for (const { path } of steps.slice(0, IN_SIGHT)) shown += moment.step(path)?.attempts.length ?? 0
    times.push(performance.now() - began)
    if (shown < 0) throw new Error('nothing was read')
  }
  return times.sort((a, b) => a - b)
}

function worstBatch({ planned, events }: Recorded): number {
  const history = createRunHistory(planned)
  let worst = 0
  for (let from = 0; from < events.length; from += BATCH) {
    const batch = events.slice(from, from + BATCH)
    const began = performance.now()
    history.apply(batch)
    worst = Math.max(worst, performance.now() - began)
  }
  return worst
}

interface Recorded {
  readonly planned: Plan
  readonly events: readonly RunEvent[]
}

async function recorded(shape: HistoryShape, n: number): Promise<Recorded> {
  const planned = shape === 'chain' ? chain(n) : map(n)
  const { ports } = await runPlan(planned, { executor: new LastFails(() => 1, true) })
  // as they come from a server: plain objects of their own
  return { planned, events: JSON.parse(JSON.stringify(ports.journal.events)) as readonly RunEvent[] }
}

class LastFails extends CountingExecutor {
  override execute(request: StepRequest): Outcome | Promise<Outcome> {
    return request.purpose === 'run' && request.step.name === 'last' ? Promise.resolve({ kind: 'fail', error: { code: 'BENCH', message: 'the last step fails', retryable: false } }) : super.execute(request)
  }
}

const undoable = { kind: 'undoable' } as const

function chain(n: number): Plan {
  const steps = Array.from({ length: n }, (_, i): Step => ({ name: `s${i}`, ...undoable, ...(i === 0 ? {} : { waitFor: [`s${i - 1}`] }) }))
  return planOf([...steps, { name: 'last', kind: 'pure', waitFor: [`s${n - 1}`] }])
}

function map(n: number): Plan {
  const steps: readonly Step[] = [
    { name: 'each', kind: 'map', config: { batchSize: 16 }, arguments: [{ name: 'source', from: { value: Array.from({ length: n }, (_, i) => i) } }], steps: [{ name: 'act', ...undoable, arguments: [{ name: 'x', from: { element: 'each' } }] }] },
    { name: 'last', kind: 'pure', waitFor: ['each'] },
  ]
  return plan({ eddy: 1, name: 'bench', steps, options: { maxSteps: 10_000_000 } }, { catalog: fakeCatalog() })
}

function heap(collect: () => void): number {
  collect()
  collect()
  return process.memoryUsage().heapUsed
}
