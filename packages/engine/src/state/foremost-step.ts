import type { StepStatus } from './status.ts'

/** From what can be passed over to what needs looking at most. */
const WEIGHT: { readonly [S in StepStatus]: number } = {
  idle: 0, skipped: 1, queued: 2, succeeded: 3, undone: 4, cancelled: 5, waiting: 6, running: 7, straggler: 8, undoing: 9, retrying: 10, compensating: 11, halted: 12, in_doubt: 13, failed: 14, undo_failed: 15,
}
const WEIGHTS = 16

/** Which of the steps that share one place in a drawing stands for them all. Setting and asking cost O(1). */
export class ForemostStep {
  readonly #byWeight: (Set<string> | undefined)[] = []
  readonly #weights = new Map<string, number>()

  set(path: string, status: StepStatus | undefined): void {
    const before = this.#weights.get(path)
    const weight = status === undefined ? undefined : WEIGHT[status]
    if (before === weight) return
    if (before !== undefined) this.#byWeight[before]?.delete(path)
    if (weight === undefined) return void this.#weights.delete(path)
    this.#weights.set(path, weight)
    ;(this.#byWeight[weight] ??= new Set()).add(path)
  }

  get path(): string | undefined {
    for (let weight = WEIGHTS - 1; weight >= 0; weight--) {
      const paths = this.#byWeight[weight]
      if (paths === undefined || paths.size === 0) continue
      for (const path of paths) return path
    }
    return undefined
  }
}
