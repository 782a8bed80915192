import type { EventData, RunEvent } from '@eddy/engine'
import type { KnownSteps } from './known-steps.ts'

/** How a run, or a stretch of one, has come to rest; the engine's words, and `refused` where it never began. */
export type RunOutcome = 'succeeded' | 'rolled_back' | 'rollback_incomplete' | 'failed' | 'cancelled' | 'halted' | 'refused'

interface LifeAfter {
  readonly over: boolean
  readonly outcome?: RunOutcome
}

/** The part of a run's state that its outcome follows from. */
export class RunLife {
  /** Undone after its end: there is nothing but the undo to wait for. */
  readonly #loose: boolean
  #undoing = 0
  #reason: EventData['rollback.started']['reason'] | undefined
  #left = 0
  #pivot = false
  #refused = false

  constructor(first: RunEvent) {
    this.#loose = first.type === 'undo.started'
  }

  /** Takes in the next event. `over`: nothing more is to be expected, or not before the run is resumed or undone. */
  next(event: RunEvent, steps: KnownSteps): LifeAfter {
    switch (event.type) {
      case 'step.succeeded':
        this.#pivot ||= isPivot(event.step, steps)
        return GOES_ON
      case 'rollback.started':
        if (event.data.scope === undefined) this.#reason = event.data.reason
        return GOES_ON
      case 'rollback.completed':
        return this.#rolledBack(event.data)
      case 'undo.started':
        this.#undoing++
        return GOES_ON
      case 'undo.succeeded':
      case 'undo.failed':
      case 'undo.retrying':
        this.#undoing--
        return { over: this.#loose && this.#undoing <= 0 }
      default:
        return this.#ofRun(event)
    }
  }

  #ofRun(event: RunEvent): LifeAfter {
    switch (event.type) {
      case 'run.started':
        this.#refused = event.data.refused !== undefined
        return GOES_ON
      case 'run.succeeded':
        return { over: true, outcome: 'succeeded' }
      case 'run.halted':
        return { over: true, outcome: 'halted' }
      case 'run.failed':
        return { over: true, outcome: this.#failure() }
      case 'run.cancelled':
        return event.data.rollback ? GOES_ON : { over: true, outcome: 'cancelled' }
      default:
        return GOES_ON
    }
  }

  /** A failed run goes on to `run.failed`. Without a known reason the run was taken up in its rollback: this may be all that comes. */
  #rolledBack({ scope, left }: EventData['rollback.completed']): LifeAfter {
    this.#left += left.length
    if (scope !== undefined || this.#reason === 'failure' || this.#reason === 'timeout') return GOES_ON
    if (this.#left > 0) return { over: true, outcome: 'rollback_incomplete' }
    return { over: true, outcome: this.#reason === 'cancelled' ? 'cancelled' : 'rolled_back' }
  }

  #failure(): RunOutcome {
    if (this.#refused) return 'refused'
    if (this.#left > 0) return 'rollback_incomplete'
    return this.#pivot ? 'failed' : 'rolled_back'
  }
}

const GOES_ON = { over: false } as const

function isPivot(path: string | undefined, steps: KnownSteps): boolean {
  return path !== undefined && steps.at(path)?.pivot === true
}
