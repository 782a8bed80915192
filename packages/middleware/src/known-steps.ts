import type { Plan, RunEvent, ScopePlan, StepPlan } from '@eddy/engine'
import type { Step } from '@eddy/workflow'

/** The steps of one run by their paths: those of its plan, those emitted since, those of the version that it was adapted to. */
export class KnownSteps {
  #plan: Plan
  /** By path; where a name is emitted again, the latest. */
  readonly #emitted = new Map<string, StepPlan>()
  /** The branch that each switch has taken. */
  readonly #branches = new Map<string, number>()

  constructor(plan: Plan) {
    this.#plan = plan
  }

  /** Takes in what an event says of steps; cheap for all others. */
  note(event: RunEvent): void {
    if (event.type === 'run.adapted') this.#plan = this.#plan.planVersion(event.data.document, event.data.hash)
    else if (event.step === undefined) return
    else if (event.type === 'step.started' && event.data.branch !== undefined) this.#branches.set(event.step, event.data.branch)
    else if (event.type === 'steps.emitted' && event.data.steps !== undefined) this.#plant(event.step, event.data.steps)
  }

  /** The plan of the step at a path such as `each[3].charge`; undefined where there is none. O(depth). */
  at(path: string): StepPlan | undefined {
    const emitted = this.#emitted.get(path)
    if (emitted !== undefined) return emitted
    const container = containerOf(path)
    const name = path.slice(path.lastIndexOf('.') + 1)
    if (container !== '') return stepNamed(this.#scope(container), name)
    return stepNamed(this.#plan.scope, name) ?? stepNamed(this.#plan.failure ?? undefined, name)
  }

  #scope(path: string): ScopePlan | undefined {
    if (path === '') return this.#plan.scope
    const ownerPath = withoutIndex(path)
    const owner = this.at(ownerPath)
    return owner?.scopes[owner.native === 'race' ? indexOf(path) : (this.#branches.get(ownerPath) ?? 0)]
  }

  #plant(emitter: string, steps: readonly Step[]): void {
    const container = containerOf(emitter)
    const scope = this.#scope(container)
    if (scope === undefined) return
    const prefix = container === '' ? '' : `${container}.`
    for (const step of this.#plan.planEmitted(scope.workflow, steps).steps) this.#emitted.set(prefix + step.step.name, step)
  }
}

function stepNamed(scope: ScopePlan | undefined, name: string): StepPlan | undefined {
  const index = scope?.byName.get(name)
  return index === undefined ? undefined : scope?.steps[index]
}

/** `each[3]` of `each[3].charge`; empty at the top. */
export function containerOf(path: string): string {
  const dot = path.lastIndexOf('.')
  return dot === -1 ? '' : path.slice(0, dot)
}

/** `each` of `each[3]`. */
export function withoutIndex(path: string): string {
  const bracket = path.endsWith(']') ? path.lastIndexOf('[') : -1
  return bracket === -1 ? path : path.slice(0, bracket)
}

/** `each[].charge` of `each[3].charge`: the same for all elements, so that their number does not grow what is kept by path. */
export function pathPattern(path: string): string {
  return path.replaceAll(/\[\d+\]/g, '[]')
}

function indexOf(path: string): number {
  const bare = withoutIndex(path)
  return bare.length === path.length ? 0 : Number(path.slice(bare.length + 1, -1))
}
