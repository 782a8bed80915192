import type { Middleware, RunEvent } from '@eddy/engine'
import { pathPattern } from './known-steps.ts'
import { RunsUnderWay } from './runs-under-way.ts'

export interface AdaptiveConcurrencyOptions {
  /** Where it begins, and what it never goes below; at least 1. */
  readonly min: number
  readonly max: number
  /** Milliseconds that the event loop is late; `eventLoopLag()` on Node. */
  readonly lag?: () => number
  /** More lag than this counts as too much; 50 by default. */
  readonly maxLagMs?: number
}

/** How much slower than usual attempts may be before that counts as a queue somewhere. */
const TOLERANCE = 1.5
/** At most halved at once. */
const STRONGEST_CUT = 0.5
/** A cut goes a little below what the ratio asks for, so that the usual latency is seen again and does not creep up. */
const CUT_BELOW = 0.85
const FEWEST_SAMPLES = 4
/** The usual latency follows a faster one at once, a slower one slowly: it stands for the latency without a queue. */
const FASTER_SHARE = 0.5
const SLOWER_SHARE = 0.02
/** The paths whose usual latency is remembered; the one not seen for longest is forgotten. */
const MAX_PATHS = 1000

/**
 * Finds out how many steps of a run may be in flight. Judged after as many attempts as the limit, 4 at least: while their latency holds and the
 * limit is made use of, it grows by its square root; it shrinks by the ratio of the usual latency to that of the window where
 * steps take over 1.5 times as long as is usual for each, and when attempts time out, or when the event loop lags. It is found for all runs of the
 * object together, since they share what they wait for, and holds for each. After TCP Vegas and Netflix' gradient limiter. O(1) for each event.
 */
export function adaptiveConcurrency(options: AdaptiveConcurrencyOptions): Middleware {
  const limiter = new Limiter(options)
  const underWay = new RunsUnderWay<Map<string, number>>(() => new Map())
  return {
    name: 'adaptive-concurrency',
    event(event, run) {
      const record = underWay.next(event, run)
      if (record === undefined) return
      const { own: begun, steps, over } = record
      if (event.step !== undefined && isAttempt(event.type) && (steps.at(event.step)?.native ?? null) === null) attempt(limiter, begun, { event, path: event.step, key: `${run.plan.name}/${pathPattern(event.step)}` })
      if (over) limiter.inFlight -= begun.size
    },
    limit: () => limiter.limit,
  }
}

const ATTEMPT_EVENTS: ReadonlySet<string> = new Set(['step.started', 'step.succeeded', 'step.failed', 'step.retrying', 'step.halted', 'step.interrupted', 'step.straggled'])

function isAttempt(type: RunEvent['type']): boolean {
  return ATTEMPT_EVENTS.has(type)
}

function attempt(limiter: Limiter, begun: Map<string, number>, { event, path, key }: { readonly event: RunEvent; readonly path: string; readonly key: string }): void {
  const at = begun.get(path)
  if (begun.delete(path)) limiter.inFlight--
  if (event.type === 'step.started') {
    begun.set(path, event.at)
    limiter.enter()
  } else if (at !== undefined && isTimeout(event)) limiter.timedOut()
  // what fails early or late says nothing of how long the work takes; what a cache answered was no work
  else if (at !== undefined && event.type === 'step.succeeded' && event.data.by === undefined) limiter.sample(key, event.at - at)
}

function isTimeout(event: RunEvent): boolean {
  if (event.type === 'step.interrupted') return event.data.cause === 'timeout'
  if (event.type === 'step.failed') return event.data.error.code === 'STEP_TIMEOUT'
  return event.type === 'step.retrying' && event.data.reason?.code === 'STEP_TIMEOUT'
}

interface Window {
  count: number
  sum: number
}

class Limiter {
  readonly #options: AdaptiveConcurrencyOptions
  readonly #usual = new Map<string, number>()
  limit: number
  inFlight = 0
  /** By path, since the last judgement. */
  readonly #window = new Map<string, Window>()
  #samples = 0
  #timeouts = 0
  #peak = 0

  constructor(options: AdaptiveConcurrencyOptions) {
    const min = Math.max(1, Math.floor(options.min))
    this.#options = { ...options, min, max: Math.max(min, Math.floor(options.max)) }
    this.limit = min
  }

  enter(): void {
    this.inFlight++
    this.#peak = Math.max(this.#peak, this.inFlight)
  }

  sample(key: string, duration: number): void {
    const latencies = this.#window.get(key) ?? { count: 0, sum: 0 }
    latencies.count++
    latencies.sum += Math.max(1, duration)
    this.#window.set(key, latencies)
    if (++this.#samples >= Math.max(FEWEST_SAMPLES, this.limit)) this.#judge()
  }

  timedOut(): void {
    this.#timeouts++
    this.#judge()
  }

  #judge(): void {
    const { min, max, lag, maxLagMs = 50 } = this.#options
    const ratio = this.#slowness()
    const overloaded = this.#timeouts > 0 || (lag?.() ?? 0) > maxLagMs
    if (overloaded || ratio > TOLERANCE) this.limit = Math.max(min, Math.floor(this.limit * Math.max(STRONGEST_CUT, Math.min(1, 1 / ratio) * CUT_BELOW)))
    else if (this.#peak * 2 >= this.limit) this.limit = Math.min(max, this.limit + Math.max(1, Math.floor(Math.sqrt(this.limit))))
    this.#window.clear()
    this.#samples = 0
    this.#timeouts = 0
    this.#peak = this.inFlight
  }

  /** How much slower than usual the window was; what is usual follows. */
  #slowness(): number {
    let ratios = 0
    for (const [key, { count, sum }] of this.#window) {
      const mean = sum / count
      const usual = this.#usual.get(key) ?? mean
      ratios += sum / usual
      this.#remember(key, usual + (mean - usual) * (mean < usual ? FASTER_SHARE : SLOWER_SHARE))
    }
    return this.#samples === 0 ? 1 : ratios / this.#samples
  }

  #remember(key: string, usual: number): void {
    this.#usual.delete(key)
    this.#usual.set(key, usual)
    const [oldest] = this.#usual.keys()
    if (this.#usual.size > MAX_PATHS && oldest !== undefined) this.#usual.delete(oldest)
  }
}
