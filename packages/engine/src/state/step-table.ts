import type { Json } from '@eddy/workflow'
import { must } from '../error/engine-error.ts'
import type { ScopePlan } from '../plan/plan.ts'
import type * as tree from './run-tree.ts'
import type { StepForm, TableForm } from './snapshot/forms.ts'
import { Unrolled } from './snapshot/json-pieces.ts'
import { StepInstance } from './step-instance.ts'

/** What a step waits for when it has been let go. */
const GONE = -1

/**
 * The steps of a scope, or those that were emitted together, by their index in the plan. A scope may have a hundred thousand, of which
 * few are at work at a time: a step is made when somebody first needs it, and let go when nothing but its value can matter again.
 *
 * Invariants:
 * 1. A step that has not been made is `idle`; what it waits for is counted in `waiting`. Once it is made it counts by itself.
 * 2. A step that was let go has `succeeded` in its first attempt, cannot be undone, and is known to nobody; its value is in `#values`.
 *    Looked at again it is made again, without the arguments, which only what can be undone needs.
 * 3. There is at most one instance of a step at a time.
 */
export class StepTable implements tree.StepTable {
  // declared only: fields that the constructor sets would be written twice otherwise
  private declare readonly scope: tree.ScopeInstance
  declare readonly plan: ScopePlan
  /** Order of creation of the first; that of the others follows. */
  private declare ordinal: number
  /** Behind those of the plan: what was added. */
  private declare readonly made: (tree.StepInstance | undefined)[]
  /** The plan's own until it changes. */
  private declare waiting: readonly number[]
  #counted: number[] | undefined = undefined
  #values: (Json | undefined)[] | undefined = undefined

  constructor(plan: ScopePlan, scope: tree.ScopeInstance, ordinal: number) {
    this.plan = plan
    this.scope = scope
    this.ordinal = ordinal
    this.waiting = plan.waiting
    // its length is known: an array that grows takes room for more
    this.made = new Array<tree.StepInstance | undefined>(plan.steps.length)
  }

  get size(): number {
    return this.made.length
  }

  at(index: number): tree.StepInstance | undefined {
    return this.made[index] ?? this.#make(index)
  }

  #make(index: number): tree.StepInstance | undefined {
    const plan = this.plan.steps[index]
    if (plan === undefined) return undefined
    const step = new StepInstance(plan, this.scope, this.ordinal + index)
    const waiting = this.waiting[index] ?? 0
    if (waiting !== GONE) step.waiting = waiting
    else step.restore(this.#values?.[index] ?? null)
    this.made[index] = step
    return step
  }

  release(index: number): tree.StepInstance | undefined {
    const made = this.made[index]
    if (made !== undefined) return --made.waiting === 0 ? made : undefined
    const waiting = (this.waiting[index] ?? 0) - 1
    this.#count(index, waiting)
    return waiting === 0 ? this.#make(index) : undefined
  }

  #count(index: number, waiting: number): void {
    if (this.#counted === undefined) {
      this.#counted = this.waiting.slice()
      this.waiting = this.#counted
    }
    this.#counted[index] = waiting
  }

  resultOf(index: number): Json | undefined {
    const made = this.made[index]
    if (made !== undefined) return made.settled ? made.value : undefined
    return this.#values?.[index]
  }

  valueAt(index: number): Json | undefined {
    const made = this.made[index]
    return made === undefined ? this.#values?.[index] : made.value
  }

  /** Nothing but its value can matter again (invariant 2). */
  letGo(step: tree.StepInstance): void {
    const { index } = step.plan
    if (this.made[index] !== step) return
    this.#values ??= new Array<Json | undefined>(this.plan.steps.length)
    this.#values[index] = step.value
    this.#count(index, GONE)
    this.made[index] = undefined
  }

  get spent(): boolean {
    const { made } = this
    for (let i = 0; i < made.length; i++) {
      const step = made[i]
      if (step !== undefined && !(step.forgettable && step.plan.effects.length === 0)) return false
    }
    return true
  }

  renew(ordinal: number): void {
    this.ordinal = ordinal
    this.waiting = this.plan.waiting
    this.#counted = undefined
    this.#values = undefined
    const { made } = this
    for (let i = 0; i < made.length; i++) made[i]?.renew(ordinal + i, this.waiting[i] ?? 0)
  }

  formOf(stepForm: (step: tree.StepInstance) => StepForm): TableForm | undefined {
    const { plan, made, ordinal } = this
    if (made.length !== plan.steps.length) return undefined
    const steps: tree.StepInstance[] = []
    for (let i = 0; i < made.length; i++) {
      const step = made[i]
      if (step === undefined) continue
      if (step.plan !== plan.steps[i] || step.ordinal !== ordinal + i) return undefined
      steps.push(step)
    }
    const forms = new Unrolled(steps, stepForm)
    const counted = this.#counted
    if (counted === undefined) return { ordinal, made: forms }
    const values = counted.flatMap((waiting, i) => (waiting === GONE ? [this.#values?.[i] ?? null] : []))
    return { ordinal, waiting: counted, values, made: forms }
  }

  takeForm(form: TableForm, taken: (step: tree.StepInstance, form: StepForm) => void): void {
    this.ordinal = form.ordinal
    if (form.waiting !== undefined) this.#takeWaiting(form.waiting, [...(form.values ?? [])])
    for (const one of form.made) {
      const plan = must(this.plan.steps[one.index], 'the plan of a step in a snapshot')
      const step = new StepInstance(plan, this.scope, form.ordinal + one.index)
      step.takeForm(one)
      this.made[one.index] = step
      taken(step, one)
    }
  }

  #takeWaiting(waiting: readonly number[], values: readonly Json[]): void {
    this.#counted = waiting.slice()
    this.waiting = this.#counted
    if (values.length === 0) return
    const all = new Array<Json | undefined>(this.plan.steps.length)
    let next = 0
    for (let i = 0; i < waiting.length; i++) if (waiting[i] === GONE) all[i] = values[next++]
    this.#values = all
  }

  put(index: number, step: tree.StepInstance): void {
    this.made[index] = step
  }

  add(step: tree.StepInstance): void {
    this.made.push(step)
  }

  remove(step: tree.StepInstance): void {
    this.made.splice(this.made.indexOf(step), 1)
  }

  /** All of them, made for the purpose where they were not. */
  *[Symbol.iterator](): Generator<tree.StepInstance> {
    for (let i = 0; i < this.made.length; i++) {
      const step = this.at(i)
      if (step !== undefined) yield step
    }
  }
}
