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

/** Puts scopes into forms, and numbers their steps as each is written, which is the order in which a reader will make them. */
export class StateWriter {
  readonly #numbers = new Map<StepInstance, number>()
  /** Steps that others wait for beyond their plan. */
  readonly #awaited: StepInstance[] = []

  readonly scope = (scope: ScopeInstance): ScopeForm => {
    const form = scope.formOf(this.#step)
    if (form === undefined) throw new NotNow()
    return form
  }

  readonly #step = (step: StepInstance): StepForm => {
    if (step.emission !== undefined || step.emittedBy !== undefined || step.standsFor !== undefined || step.duty === 'rerun' || typeof step.container?.again === 'number') throw new NotNow()
    this.#numbers.set(step, this.#numbers.size)
    if (step.waiters !== undefined) this.#awaited.push(step)
    const { form } = step
    const container = containerForm(step, this.scope)
    if (container !== undefined) form.container = container
    return form
  }

  /** The number of a step that has been written. */
  readonly numberOf = (step: StepInstance): number => {
    const number = this.#numbers.get(step)
    if (number === undefined) throw new NotNow()
    return number
  }

  /** The scopes of those that are in no tree any more, and of whoever waits for a step in them: to be written one after the other. */
  *detached(named: Iterable<StepInstance | undefined>): Generator<DetachedForm> {
    for (const step of named) if (step !== undefined) yield* this.#detach(step)
    // grows with each that is written
    for (const step of this.#awaited) for (const waiter of step.waiters ?? []) yield* this.#detach(waiter)
  }

  *#detach(step: StepInstance): Generator<DetachedForm> {
    if (this.#numbers.has(step)) return
    const { scope } = step
    if (scope.owner === null) throw new NotNow()
    yield* this.#detach(scope.owner)
    // its owner may have been in no tree either, and have brought it along
    if (!this.#numbers.has(step)) yield { owner: this.numberOf(scope.owner), scope: this.scope(scope) }
  }

  /** Each step that others wait for beyond its plan, once all is written. */
  *awaited(): Generator<readonly [number, readonly number[]]> {
    for (const step of this.#awaited) yield [this.numberOf(step), (step.waiters ?? []).map(this.numberOf)]
  }
}
