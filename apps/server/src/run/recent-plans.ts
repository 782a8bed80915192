import type { Plan, ScopePlan } from '@eddy/engine'

/** Of all plans together, so that they hold no more than some hundred megabytes. */
const MOST_STEPS = 100_000
const MOST_PLANS = 1000

interface Kept {
  readonly plan: Plan
  readonly steps: number
}

/** The plans that were used last, by the hash of what they were made from. */
export class RecentPlans {
  readonly #kept = new Map<string, Kept>()
  readonly #most: { readonly steps: number; readonly plans: number }
  #steps = 0

  constructor(most = { steps: MOST_STEPS, plans: MOST_PLANS }) {
    this.#most = most
  }

  of(hash: string, make: () => Plan): Plan {
    const kept = this.#kept.get(hash) ?? keep(make())
    this.#drop(hash)
    this.#kept.set(hash, kept)
    this.#steps += kept.steps
    for (const eldest of this.#kept.keys()) {
      if (this.#steps <= this.#most.steps && this.#kept.size <= this.#most.plans) break
      this.#drop(eldest)
    }
    return kept.plan
  }

  #drop(hash: string): void {
    const kept = this.#kept.get(hash)
    if (kept === undefined) return
    this.#kept.delete(hash)
    this.#steps -= kept.steps
  }
}

function keep(plan: Plan): Kept {
  return { plan, steps: stepsOf(plan.scope) + (plan.failure === null ? 0 : stepsOf(plan.failure)) }
}

function stepsOf({ steps }: ScopePlan): number {
  return steps.reduce((sum, { scopes }) => sum + 1 + scopes.reduce((inside, scope) => inside + stepsOf(scope), 0), 0)
}
