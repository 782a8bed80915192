import type { Json } from '@eddy/workflow'
import { must } from '../error/engine-error.ts'
import type { RunEvent } from '../event/event.ts'
import type { Plan } from '../plan/plan.ts'
import type { RunState } from '../state/run-state.ts'
import type { RunStatus } from '../state/status.ts'
import type { Middleware, WatchedRun } from '../port/middleware.ts'
import type { MiddlewareReport } from '../event/middleware-report.ts'
import type { AbortSignalLike, FailureReport, Outcome, StepExecutor, StepRequest } from '../port/step-executor.ts'
import { andThen, isPromise, messageOf, type MaybeAsync } from './maybe-async.ts'
import { isReport, isSound } from './normalize-outcome.ts'

const KEPT_REPORTS = 20

interface WatchedSource {
  readonly runId: string
  readonly state: RunState
  readonly waitingToStart: AbortSignalLike
}

/** The middleware of one run: called in declared order on the way in, in reverse on the way out. What a hook throws is reported, never raised. */
export class Middlewares {
  readonly #list: readonly Middleware[]
  readonly #run: WatchedRun
  readonly #listeners: readonly Middleware[]
  readonly #limiters: readonly Middleware[]
  readonly reports: MiddlewareReport[] = []
  /** Some of them wrap the calls of the executor. */
  readonly wrapping: boolean

  constructor(list: readonly Middleware[], run: WatchedSource | null) {
    this.#list = list
    this.#run = new Watched(run)
    this.#listeners = list.filter((one) => one.event !== undefined)
    this.#limiters = list.filter((one) => one.limit !== undefined)
    this.watching = list.length > 0
    this.limiting = this.#limiters.length > 0
    this.wrapping = list.some((one) => one.execute !== undefined)
  }

  get names(): readonly string[] {
    return this.#list.map(({ name }) => name)
  }

  /** The first refusal, or undefined. */
  async init(): Promise<FailureReport | undefined> {
    for (const middleware of this.#list) {
      const refusal = await refusalOf(middleware, this.#run)
      if (refusal !== undefined) return refusal
    }
    return undefined
  }

  get initialising(): boolean {
    return this.#list.some((one) => one.init !== undefined)
  }

  event(event: RunEvent): void {
    for (const middleware of this.#listeners) {
      // spelled out: every event of every run passes here
      try {
        const answer: unknown = middleware.event?.(event, this.#run)
        if (answer !== undefined) this.#hear(middleware, 'event', answer)
      } catch (error) {
        this.#report(middleware, 'event', error)
      }
    }
    if (event.type === 'run.failed') this.#outward('fail', (middleware) => middleware.fail?.(event.data.error, this.#run))
    else if (event.type === 'run.halted') this.#outward('halt', (middleware) => middleware.halt?.(event.data.value, this.#run))
  }

  /** A run that a hook must be told of. */
  readonly watching: boolean
  /** Some of them may narrow its slots. */
  readonly limiting: boolean

  limit(): number {
    if (this.#limiters.length === 0) return Infinity
    let least = Infinity
    for (const middleware of this.#limiters) {
      this.#guarded(middleware, 'limit', () => {
        const limit: unknown = middleware.limit?.(this.#run)
        if (typeof limit === 'number' && limit >= 1) least = Math.min(least, Math.floor(limit))
        return limit
      })
    }
    return least
  }

  execute(request: StepRequest, executor: StepExecutor): MaybeAsync<Outcome> {
    const wrapped = this.#list.filter((one) => one.execute !== undefined)
    const from = (index: number): MaybeAsync<Outcome> => {
      const middleware = wrapped[index]
      if (middleware === undefined) return executor.execute(request)
      return this.#around(middleware, request, () => from(index + 1))
    }
    return from(0)
  }

  /** A wrapper that throws before it has called the step is passed over, as is one that answers no outcome; one that does so after it leaves the step's own outcome. */
  #around(middleware: Middleware, request: StepRequest, next: () => MaybeAsync<Outcome>): MaybeAsync<Outcome> {
    let made: MaybeAsync<Outcome> | undefined
    let own: Outcome | undefined
    const once = () => (made ??= andThen(next(), (outcome) => (own = outcome)))
    const recover = (error: unknown): MaybeAsync<Outcome> => {
      this.#report(middleware, 'execute', error)
      return once()
    }
    try {
      const outcome: MaybeAsync<Outcome | undefined> = middleware.execute?.(request, once)
      // one that answers nothing has only watched
      const heard = (told: Outcome | undefined) => (told === undefined || told === null || told === own ? once() : isSound(told) ? told : recover(new TypeError('what it answered is no outcome')))
      return isPromise(outcome) ? outcome.then(heard, recover) : heard(outcome)
    } catch (error) {
      return recover(error)
    }
  }

  get completing(): boolean {
    return this.#list.some((one) => one.complete !== undefined)
  }

  /** The run's value, as the hooks leave it. */
  async complete(value: Json): Promise<Json> {
    let current = value
    for (const middleware of this.#list.toReversed()) {
      try {
        const replaced = await middleware.complete?.(current, this.#run)
        if (replaced !== undefined) current = asJson(replaced)
      } catch (error) {
        this.#report(middleware, 'complete', error)
      }
    }
    return current
  }

  #outward(hook: 'fail' | 'halt', call: (middleware: Middleware) => unknown): void {
    for (const middleware of this.#list.toReversed()) this.#guarded(middleware, hook, () => call(middleware))
  }

  #guarded(middleware: Middleware, hook: MiddlewareReport['hook'], call: () => unknown): void {
    try {
      const answer = call()
      if (answer !== undefined) this.#hear(middleware, hook, answer)
    } catch (error) {
      this.#report(middleware, hook, error)
    }
  }

  /** A hook that should answer nothing may be an async function, whose rejection nobody else would hear. */
  #hear(middleware: Middleware, hook: MiddlewareReport['hook'], answer: unknown): void {
    if (isPromise(answer)) void answer.then(undefined, (error: unknown) => this.#report(middleware, hook, error))
  }

  #report(middleware: Middleware, hook: MiddlewareReport['hook'], error: unknown): void {
    if (this.reports.length < KEPT_REPORTS) this.reports.push({ middleware: middleware.name, hook, message: messageOf(error) })
  }
}

async function refusalOf(middleware: Middleware, run: WatchedRun): Promise<FailureReport | undefined> {
  try {
    const refusal = (await middleware.init?.(run))?.refuse
    if (refusal === undefined || isReport(refusal)) return refusal
    throw new TypeError('it refused without a code and a message')
  } catch (error) {
    return { code: 'MIDDLEWARE_FAILED', message: `the middleware "${middleware.name}" could not check the run: ${messageOf(error)}`, retryable: false }
  }
}

/** What is recorded must be what a log can hold. */
function asJson(value: Json): Json {
  const text: string | undefined = JSON.stringify(value)
  if (text === undefined) throw new TypeError('the value that it answered is not JSON')
  return JSON.parse(text)
}

/**
 * What hooks see of a run. A class: the functions of an object literal are made among the old objects, and would keep every run that
 * has been watched until the next full collection.
 */
class Watched implements WatchedRun {
  readonly #run: WatchedSource | null

  constructor(run: WatchedSource | null) {
    this.#run = run
  }

  get runId(): string {
    return this.#run?.runId ?? ''
  }

  get plan(): Plan {
    return must(this.#run, 'the run that is watched').state.plan
  }

  get status(): RunStatus {
    return this.#run?.state.status ?? 'running'
  }

  get waitingToStart(): AbortSignalLike | undefined {
    return this.#run?.waitingToStart
  }

  get input(): { readonly [name: string]: Json } {
    return this.#run?.state.input ?? {}
  }
}

/** For the runs that nothing watches. */
export const NO_MIDDLEWARE = new Middlewares([], null)

export function reportsOf(middlewares: Middlewares): { readonly reports?: readonly MiddlewareReport[] } {
  return middlewares.reports.length > 0 ? { reports: [...middlewares.reports] } : {}
}

