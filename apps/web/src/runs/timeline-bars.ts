import type { AttemptView, AwaitedGate, StepView } from '@eddy/engine'
import { waitsFor } from '../store/waits-for.ts'
import type { StepNames } from './step-names.ts'

/** What a step was doing for a stretch of time. `handler`: its own handler sees to a failure; `undo-queue` and the like are of its undo. */
export interface Bar {
  readonly kind: 'work' | 'wait' | 'backoff' | 'queue' | 'gate' | 'handler' | 'doubt' | 'undo' | 'undo-backoff' | 'undo-queue'
  readonly from: number
  /** Undefined while it grows. */
  readonly to: number | undefined
  readonly failed: boolean
  /** What a bar of that kind is about. */
  readonly gate?: AwaitedGate
}

/** What a step has to show on the timeline. */
interface Drawn {
  readonly names: StepNames
  readonly bars: readonly Bar[]
  /** Those in which it worked or was undone; none of what only holds others. */
  readonly busy: readonly Bar[]
  /** It neither waits nor only holds others. */
  readonly works: boolean
}

/** A step that has not changed is the same object, and most of a run have not: their bars are made once. */
const made = new WeakMap<StepView, Drawn>()

/** The bars of a step: how long it queued, one per attempt, what lies between attempts part by part, and its undo. */
export function barsOf(step: StepView, names: StepNames): readonly Bar[] {
  return drawnOf(step, names).bars
}

export interface Work {
  /** When anything worked or was undone; waiting is not work. */
  readonly busy: readonly Bar[]
  readonly steps: readonly StepView[]
}

/** What of a run was work. Cost: a look at each step, the bars of those that have changed. */
export function workOf(steps: readonly StepView[], names: StepNames): Work {
  const busy: Bar[] = []
  const worked: StepView[] = []
  for (const step of steps) {
    const drawn = drawnOf(step, names)
    for (const bar of drawn.busy) busy.push(bar)
    if (drawn.works) worked.push(step)
  }
  return { busy, steps: worked }
}

function drawnOf(step: StepView, names: StepNames): Drawn {
  const known = made.get(step)
  if (known?.names === names) return known
  const waits = isWait(step, names)
  const bars = makeBars(step, waits)
  const holds = step.elements !== undefined || names.stepOf(step.path)?.steps !== undefined
  const drawn = { names, bars, busy: holds ? [] : bars.filter(({ kind }) => kind === 'work' || kind === 'undo'), works: !step.elements && !waits }
  made.set(step, drawn)
  return drawn
}

function makeBars(step: StepView, waits: boolean): readonly Bar[] {
  const bars: Bar[] = []
  if (step.readyAt !== undefined && step.readyAt !== step.startedAt) bars.push({ kind: 'queue', from: step.readyAt, to: step.startedAt ?? step.endedAt, failed: false })
  step.attempts.forEach((attempt, index) => {
    // nobody knows what came of one that was interrupted, so that it has not the colour of a success
    const kind = attempt.outcome === 'interrupted' ? 'doubt' : waits ? 'wait' : 'work'
    bars.push({ kind, from: attempt.startedAt, to: attempt.endedAt ?? step.endedAt, failed: attempt.outcome === 'failed' || attempt.outcome === 'retrying' })
    if (attempt.endedAt !== undefined) bars.push(...barsAfter(step, attempt, step.attempts[index + 1]))
  })
  if (step.attempts.length === 0 && step.startedAt !== undefined) bars.push({ kind: waits ? 'wait' : 'work', from: step.startedAt, to: step.endedAt, failed: step.status === 'failed' })
  const forward = step.gates ? bars.flatMap((bar) => atGates(bar, step.gates ?? [])) : bars
  return step.undo ? [...forward, ...undoBarsOf(step.undo)] : forward
}

/** A wait in the queue, cut where gates were found shut. */
function atGates(bar: Bar, gates: readonly AwaitedGate[]): readonly Bar[] {
  const within = bar.kind === 'queue' ? gates.filter(({ from }) => from >= bar.from && from < (bar.to ?? Infinity)) : []
  const [first] = within
  if (!first) return [bar]
  const waits = within.map((gate, index): Bar => ({ kind: 'gate', from: gate.from, to: within[index + 1]?.from ?? bar.to, failed: false, gate }))
  return first.from > bar.from ? [{ ...bar, to: first.from }, ...waits] : waits
}

/** For a time, a signal, a person or another run. */
function isWait({ path, status }: StepView, names: StepNames): boolean {
  const step = names.stepOf(path)
  return status === 'waiting' || step?.kind.startsWith('wait.') === true || step?.kind === 'workflow.run' || waitsFor(step) !== undefined
}

/** One bar for each attempt and what lies between them, as of the way forward. */
function undoBarsOf({ attempts, status }: NonNullable<StepView['undo']>): readonly Bar[] {
  return attempts.flatMap(({ startedAt, endedAt, outcome, backoff }, index): readonly Bar[] => {
    const bar: Bar = { kind: 'undo', from: startedAt, to: endedAt, failed: outcome === 'failed' || outcome === 'retrying' }
    const next = attempts[index + 1]
    if (endedAt === undefined || (next === undefined && status !== 'retrying')) return [bar]
    return [bar, ...pausesOf({ from: endedAt, to: next?.startedAt, backoff, backsOff: next === undefined }, undoPauses)]
  })
}

const undoPauses: Pauses = { first: 'undo-backoff', backoff: 'undo-backoff', queue: 'undo-queue' }
const afterwards = { retrying: 'backoff', interrupted: 'doubt', halted: 'wait', failed: 'handler', succeeded: 'handler' } as const
const goingOn: ReadonlySet<StepView['status']> = new Set(['retrying', 'in_doubt', 'halted', 'compensating', 'queued'])

/** What lies between an attempt and the next: its handler's work, the doubt, or the wait for a person; then the backoff; then the queue. */
function barsAfter({ status, endedAt: end }: StepView, { endedAt = 0, outcome = 'failed', backoff }: AttemptView, next: AttemptView | undefined): readonly Bar[] {
  const pauses: Pauses = { first: afterwards[outcome], backoff: 'backoff', queue: 'queue' }
  if (next || goingOn.has(status)) return pausesOf({ from: endedAt, to: next?.startedAt, backoff, backsOff: !next && status === 'retrying' }, pauses)
  // the handler had the last word
  return outcome === 'failed' && end !== undefined && end > endedAt ? [{ kind: 'handler', from: endedAt, to: end, failed: false }] : []
}

interface Pauses {
  readonly first: Bar['kind']
  readonly backoff: Bar['kind']
  readonly queue: Bar['kind']
}

interface Pause {
  readonly from: number
  /** Undefined while it lasts. */
  readonly to: number | undefined
  readonly backoff: AttemptView['backoff']
  /** The backoff itself still lasts. */
  readonly backsOff: boolean
}

function pausesOf({ from, to, backoff, backsOff }: Pause, kinds: Pauses): readonly Bar[] {
  const end = to ?? Infinity
  if (!backoff) return [{ kind: kinds.first, from, to, failed: false }]
  const bars: Bar[] = []
  if (backoff.from > from) bars.push({ kind: kinds.first, from, to: backoff.from, failed: false })
  // one that was told to go on at once did not wait so long
  if (backsOff || backoff.to > backoff.from) bars.push({ kind: kinds.backoff, from: backoff.from, to: backsOff ? undefined : Math.min(backoff.to, end), failed: false })
  if (!backsOff && end > backoff.to) bars.push({ kind: kinds.queue, from: backoff.to, to, failed: false })
  return bars
}

export interface TimePart {
  readonly kind: Bar['kind']
  /** Milliseconds. */
  readonly ms: number
  readonly count: number
}

/** Where the time of a step went, in the order in which each kind of stretch came first. `now`: until when growing bars go. */
export function timeParts(bars: readonly Bar[], now: number): readonly TimePart[] {
  const parts = new Map<Bar['kind'], { ms: number; count: number }>()
  for (const { kind, from, to } of bars) {
    const part = parts.get(kind) ?? { ms: 0, count: 0 }
    parts.set(kind, { ms: part.ms + Math.max(0, (to ?? now) - from), count: part.count + 1 })
  }
  return [...parts].map(([kind, part]) => ({ kind, ...part }))
}
