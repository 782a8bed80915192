import type { ScopeInstance, StepInstance } from '../run-tree.ts'
import { containerForm } from './container-form.ts'
import type { ScopeForm, StepForm } from './forms.ts'

/** A scope that no container holds any more, while something in it still counts: what a step has left in the world. */
export interface DetachedForm {
  readonly owner: number
  readonly scope: ScopeForm
}

/** The state cannot be put into a snapshot as it is. */
export class NotNow extends Error {}

/** Puts scopes into forms, and numbers their steps in the order in which a reader will make them. */
export class StateWriter {
  readonly #numbers = new Map<StepInstance, number>()
  readonly detached: DetachedForm[] = []
  /** Steps that others wait for beyond their plan. */
  readonly awaited: StepInstance[] = []

  readonly scope = (scope: ScopeInstance): ScopeForm => {
    const form = scope.formOf(this.#step)
    if (form === undefined) throw new NotNow()
    return form
  }

  readonly #step = (step: StepInstance): StepForm => {
    if (step.emission !== undefined || step.emittedBy !== undefined || step.standsFor !== undefined || step.duty === 'rerun') throw new NotNow()
    this.#numbers.set(step, this.#numbers.size)
    if (step.waiters !== undefined) this.awaited.push(step)
    const { form } = step
    const container = containerForm(step, this.scope)
    if (container !== undefined) form.container = container
    return form
  }

  /** The number of a step; the scope of one that is in no tree any more is written as well. */
  readonly numberOf = (step: StepInstance): number => this.#numbers.get(step) ?? this.#detach(step)

  #detach(step: StepInstance): number {
    const { scope } = step
    if (scope.owner === null) throw new NotNow()
    const owner = this.numberOf(scope.owner)
    // its owner may have been in no tree either, and have brought it along
    if (!this.#numbers.has(step)) this.detached.push({ owner, scope: this.scope(scope) })
    const found = this.#numbers.get(step)
    if (found === undefined) throw new NotNow()
    return found
  }
}
