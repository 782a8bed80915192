import type { Middleware, RunEvent } from '@eddy/engine'
import { Histogram } from './histogram.ts'
import { exposition } from './metrics-exposition.ts'
import { pathPattern, type KnownSteps } from './known-steps.ts'
import type { RunOutcome } from './run-life.ts'
import { RunsUnderWay } from './runs-under-way.ts'
import type { MetricsSnapshot, StepMetrics } from './metrics-snapshot.ts'

/** Beyond so many paths all others are counted under `…`: workflows come and go, the memory of a host does not grow. */
const MAX_PATHS = 1000
const OTHERS = '…'

export interface Metrics extends Middleware {
  snapshot(): MetricsSnapshot
  /** The snapshot in the text format of Prometheus; times are in seconds there. */
  exposition(): string
}

/** Counters and histograms of all runs that it watches, kept in memory. */
export function metrics(): Metrics {
  const counts = new Counts()
  return {
    name: 'metrics',
    event: (event, run) => counts.take(event, run),
    snapshot: () => counts.snapshot(),
    exposition: () => exposition(counts.snapshot()),
  }
}

interface RunCounts {
  readonly startedAt: number
  /** Attempts in flight by path. */
  readonly attempts: Map<string, { readonly at: number; readonly slot: boolean }>
}

interface StepCounts {
  attempts: number
  retries: number
  failures: number
  readonly durations: Histogram
}

class Counts {
  readonly #underWay = new RunsUnderWay<RunCounts>((_run, { at }) => ({ startedAt: at, attempts: new Map() }))
  readonly #runs: { [O in RunOutcome]?: number } = {}
  readonly #runDurations = new Histogram()
  readonly #byKind = new Map<string, StepCounts>()
  readonly #byPath = new Map<string, StepCounts>()
  readonly #undo = { started: 0, succeeded: 0, retried: 0, failed: 0, resolved: 0 }

  take(event: RunEvent, run: Parameters<NonNullable<Middleware['event']>>[1]): void {
    this.#countUndo(event)
    const record = this.#underWay.next(event, run)
    if (record === undefined) return
    if (event.step !== undefined) this.#countStep(event, record.own, { path: event.step, workflow: run.plan.name, steps: record.steps })
    if (record.outcome === undefined) return
    this.#runs[record.outcome] = (this.#runs[record.outcome] ?? 0) + 1
    this.#runDurations.record(event.at - record.own.startedAt)
  }

  #countUndo({ type }: RunEvent): void {
    if (type === 'undo.started') this.#undo.started++
    else if (type === 'undo.succeeded') this.#undo.succeeded++
    else if (type === 'undo.retrying') this.#undo.retried++
    else if (type === 'undo.failed') this.#undo.failed++
    else if (type === 'undo.resolved') this.#undo.resolved++
  }

  #countStep(event: RunEvent, { attempts }: RunCounts, { path, workflow, steps }: { readonly path: string; readonly workflow: string; readonly steps: KnownSteps }): void {
    const what = countedAs(event)
    if (what.length === 0) return
    const plan = steps.at(path)
    const counts = [countsAt(this.#byKind, plan?.step.kind ?? 'unknown'), countsAt(this.#byPath, `${workflow}/${pathPattern(path)}`)]
    const begun = attempts.get(path)
    attempts.delete(path)
    if (what.includes('attempts')) attempts.set(path, { at: event.at, slot: plan === undefined || plan.native === null })
    for (const count of counts) {
      for (const counter of what) if (counter !== 'ends') count[counter]++
      if (begun !== undefined) count.durations.record(event.at - begun.at)
    }
  }

  snapshot(): MetricsSnapshot {
    let steps = 0
    for (const { attempts } of this.#underWay.all()) for (const { slot } of attempts.values()) if (slot) steps++
    return {
      runs: { ...this.#runs },
      runDurations: this.#runDurations.snapshot(),
      inFlight: { runs: this.#underWay.size, steps },
      byKind: snapshotOf(this.#byKind),
      byPath: snapshotOf(this.#byPath),
      undo: { ...this.#undo },
    }
  }
}

/** What an event adds to; `ends` where it only ends an attempt. */
function countedAs(event: RunEvent): readonly ('attempts' | 'retries' | 'failures' | 'ends')[] {
  switch (event.type) {
    case 'step.started':
      return ['attempts']
    case 'step.retrying':
    case 'compensation.retrying':
      return ['retries']
    case 'step.failed':
      return event.data.compensate ? ['ends'] : ['failures']
    case 'compensation.completed':
    case 'compensation.failed':
      return ['failures']
    case 'step.succeeded':
    case 'step.halted':
    case 'step.interrupted':
    case 'step.straggled':
      return ['ends']
    default:
      return []
  }
}

function countsAt(map: Map<string, StepCounts>, key: string): StepCounts {
  const known = map.get(key)
  if (known !== undefined) return known
  if (map.size >= MAX_PATHS && key !== OTHERS) return countsAt(map, OTHERS)
  const fresh = { attempts: 0, retries: 0, failures: 0, durations: new Histogram() }
  map.set(key, fresh)
  return fresh
}

function snapshotOf(map: ReadonlyMap<string, StepCounts>): { readonly [key: string]: StepMetrics } {
  return Object.fromEntries([...map].map(([key, { durations, ...counts }]) => [key, { ...counts, durations: durations.snapshot() }]))
}
