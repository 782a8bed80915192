import type { Json } from '@eddy/workflow'
import { dependencies } from '../rollback/parallel-order.ts'
import { isFinal, type RunState } from '../state/run-state.ts'
import { stepsWithin } from '../state/scope-instance.ts'
import { allSteps } from '../state/step-at.ts'
import type { StepInstance } from '../state/run-tree.ts'

/** What a new run can take over from one that is over, and what it has to do again. In the order of the graph. */
export interface KeptPlan {
  readonly results: { readonly [path: string]: Json }
  readonly again: readonly RunsAgain[]
}

export interface RunsAgain {
  readonly path: string
  readonly because: 'undone' | 'unfinished' | 'chosen' | 'changed' | 'depends'
  /** Its earlier effect is still in the world: there will be two. */
  readonly stands: boolean
}

export interface KeptOptions {
  /** This step, and so all that depends on it, runs again. */
  readonly from?: string | undefined
  /** Whether the new run has another step, or another input for it, under that path. */
  readonly changed?: (path: string) => boolean
}

/**
 * A result is kept when it still holds: the step has succeeded, what it did has not been undone, and all that it was made from is kept too
 * (K2). Needs a state with all its scopes. Undefined while the run is under way.
 * O(steps + edges).
 */
export function keptResults(state: RunState, options: KeptOptions = {}): KeptPlan | undefined {
  if (!isFinal(state.status)) return undefined
  const judge = new Judge(options)
  const results: { [path: string]: Json } = {}
  const again: RunsAgain[] = []
  for (const step of allSteps(state)) {
    if (step.scope.lane !== '' || step.container !== undefined || isContainer(step)) continue
    const because = judge.reason(step)
    if (because === undefined) {
      if (step.status === 'succeeded') results[step.path] = step.value ?? null
    } else if (step.attempt > 0) again.push({ path: step.path, because, stands: step.status === 'succeeded' && step.plan.effects.length > 0 })
  }
  return { results, again }
}

class Judge {
  readonly #options: KeptOptions
  readonly #known = new Map<StepInstance, RunsAgain['because'] | undefined>()

  constructor(options: KeptOptions) {
    this.#options = options
  }

  /** Why the step runs again; undefined: what it came to still holds. */
  reason(step: StepInstance): RunsAgain['because'] | undefined {
    if (this.#known.has(step)) return this.#known.get(step)
    // a graph without cycles; noted ahead so that a long chain is walked once
    const pending: StepInstance[] = [step]
    while (pending.length > 0) {
      const at = pending.at(-1)
      if (at === undefined) break
      const open = this.#known.has(at) ? [] : this.#needs(at).filter((need) => !this.#known.has(need))
      if (open.length > 0) pending.push(...open)
      else {
        pending.pop()
        if (!this.#known.has(at)) this.#known.set(at, this.#judge(at))
      }
    }
    return this.#known.get(step)
  }

  #needs(step: StepInstance): readonly StepInstance[] {
    const inside = step.container === undefined ? [] : innerOf(step)
    return [...dependencies(step), ...around(step), ...inside]
  }

  #asked(step: StepInstance): RunsAgain['because'] | undefined {
    const { from, changed } = this.#options
    if (step.path === from) return 'chosen'
    if (changed?.(step.path)) return 'changed'
    return isInside(step, (owner) => owner.path === from || changed?.(owner.path) === true) ? 'depends' : undefined
  }

  #judge(step: StepInstance): RunsAgain['because'] | undefined {
    const asked = this.#asked(step)
    if (asked) return asked
    if (step.status === 'undone' || step.status === 'undo_failed') return 'undone'
    if ((step.status !== 'succeeded' && step.status !== 'skipped') || step.emission !== undefined || step.emittedBy !== undefined) return 'unfinished'
    // its branches race anew, and its elements come anew
    if (isInside(step, (owner) => owner.plan.native === 'race' || (owner.container?.stream ?? null) !== null)) return 'unfinished'
    return this.#needs(step).some((need) => this.#known.get(need) !== undefined) ? 'depends' : undefined
  }
}

/** What decides over the steps inside a container: whatever the containers around them waited for. */
function around(step: StepInstance): readonly StepInstance[] {
  const needs: StepInstance[] = []
  for (let { owner } = step.scope; owner !== null; { owner } = owner.scope) needs.push(...dependencies(owner))
  return needs
}

function isInside(step: StepInstance, test: (owner: StepInstance) => boolean): boolean {
  for (let { owner } = step.scope; owner !== null; { owner } = owner.scope) if (test(owner)) return true
  return false
}

function innerOf({ container }: StepInstance): readonly StepInstance[] {
  return [...(container?.scopes.values() ?? []), ...(container?.kept.values() ?? [])].flatMap((scope) => [...stepsWithin(scope)].filter((inner) => inner.scope === scope))
}

function isContainer({ plan }: StepInstance): boolean {
  return plan.native !== null && !plan.native.startsWith('wait.')
}
