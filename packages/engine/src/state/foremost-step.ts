import type { StepStatus } from './status.ts'

/** From what can be passed over to what needs looking at most. */
const WEIGHT: { readonly [S in StepStatus]: number } = {
  idle: 0, skipped: 1, queued: 2, succeeded: 3, undone: 4, cancelled: 5, waiting: 6, running: 7, straggler: 8, undoing: 9, retrying: 10, compensating: 11, halted: 12, in_doubt: 13, failed: 14, undo_failed: 15,
}
const WEIGHTS = 16

/** A step among those that share a place: in the row of those that look like it. */
export interface Standing {
  readonly path: string
  /** Undefined: in no row. */
  weight: number | undefined
  before: Standing | undefined
  after: Standing | undefined
}

/** Which of the steps that share one place in a drawing stands for them all. Setting and asking cost O(1). */
export class ForemostStep {
  readonly #first: (Standing | undefined)[] = []
  readonly #last: (Standing | undefined)[] = []

  /** Answers whether the step stands elsewhere than before. */
  set(step: Standing, status: StepStatus | undefined): boolean {
    const weight = status === undefined ? undefined : WEIGHT[status]
    if (step.weight === weight) return false
    if (step.weight !== undefined) this.#leave(step, step.weight)
    step.weight = weight
    if (weight !== undefined) this.#join(step, weight)
    return true
  }

  #leave(step: Standing, weight: number): void {
    const { before, after } = step
    if (before) before.after = after
    else this.#first[weight] = after
    if (after) after.before = before
    else this.#last[weight] = before
    step.before = undefined
    step.after = undefined
  }

  #join(step: Standing, weight: number): void {
    const last = this.#last[weight]
    if (last) last.after = step
    else this.#first[weight] = step
    step.before = last
    this.#last[weight] = step
  }

  get path(): string | undefined {
    for (let weight = WEIGHTS - 1; weight >= 0; weight--) {
      const first = this.#first[weight]
      if (first) return first.path
    }
    return undefined
  }
}
