import { must } from '../../error/engine-error.ts'
import type { ScopeInstance, StepInstance } from '../run-tree.ts'
import { emptyScope, takeContainer } from './container-form.ts'
import type { ScopeForm, StepForm } from './forms.ts'
import type { DetachedForm } from './state-writer.ts'

/** Makes scopes of their forms; steps are found by the numbers that a `StateWriter` has given them. */
export class StateReader {
  readonly #steps: StepInstance[] = []
  /** Those that wait for a slot. */
  readonly queued: StepInstance[] = []
  /** Those that have one. */
  readonly occupying: StepInstance[] = []

  take(scope: ScopeInstance, form: ScopeForm): void {
    scope.takeForm(form, this.#taken)
  }

  detached({ owner, scope }: DetachedForm): void {
    this.#scope(scope, this.step(owner))
  }

  readonly #scope = (form: ScopeForm, owner: StepInstance): ScopeInstance => {
    const scope = emptyScope(form, owner)
    this.take(scope, form)
    return scope
  }

  readonly #taken = (step: StepInstance, { container }: StepForm): void => {
    this.#steps.push(step)
    if (step.status === 'queued') this.queued.push(step)
    if (step.occupying) this.occupying.push(step)
    if (container !== undefined) takeContainer(step, container, this.#scope)
  }

  readonly step = (number: number): StepInstance => must(this.#steps[number], 'a step that a snapshot names')
}
