import type { Json } from '@eddy/workflow'
import type { RunError } from '../error/run-error.ts'
import type { ScopePlan } from '../plan/plan.ts'
import type * as tree from './run-tree.ts'
import type { ScopeForm, StepForm } from './snapshot/forms.ts'
import { pathIn } from './step-instance.ts'
import { StepTable } from './step-table.ts'

export interface ScopeOpening {
  readonly plan: ScopePlan
  readonly owner: tree.StepInstance | null
  readonly inputs: { readonly [name: string]: Json }
  /** Of an element, a round or a racing branch. */
  readonly index?: number
  readonly element?: Json
  /** The name of a lane beside the forward one, `failure`, and the forward part that it looks back on. */
  readonly lane?: string
  readonly forward?: tree.ScopeInstance
}

/** A scope in a run: the top level, a branch, a group's inside, one element of a map, a round, a composed workflow. */
export class ScopeInstance implements tree.ScopeInstance {
  // declared only: fields that the constructor sets would be written twice otherwise
  declare plan: ScopePlan
  declare readonly owner: tree.StepInstance | null
  declare readonly lane: string
  declare readonly forward: tree.ScopeInstance | null
  declare index: number
  declare element: Json | undefined
  declare readonly inputs: { readonly [name: string]: Json }
  declare readonly reversible: boolean
  declare steps: tree.StepTable
  declare readonly firstGroup: number
  emitted: Map<string, tree.StepInstance> | undefined = undefined
  retired: Map<string, tree.StepInstance> | undefined = undefined
  declare remaining: number
  failing: RunError | undefined = undefined
  rollingBack = false
  undoable = false
  behind: tree.ScopeInstance | undefined = undefined
  #prefix: string | undefined = undefined

  /** `ordinal`: of its first step. */
  constructor(opening: ScopeOpening, ordinal: number) {
    const { owner } = opening
    this.plan = opening.plan
    this.owner = owner
    this.lane = opening.lane ?? ''
    this.forward = opening.forward ?? null
    this.index = opening.index ?? -1
    this.element = opening.element
    this.inputs = opening.inputs
    this.reversible = owner === null ? this.lane === '' : owner.scope.reversible && owner.plan.step.reversible !== false
    this.firstGroup = owner === null ? 1 : Math.max(owner.scope.firstGroup, owner.groupsUsed + 1)
    this.steps = new StepTable(opening.plan, this, ordinal)
    this.remaining = opening.plan.active
  }

  get spent(): boolean {
    return !this.undoable && this.emitted === undefined && this.retired === undefined && this.plan.outward.length === 0 && this.steps.spent
  }

  renew(index: number, element: Json, ordinal: number): void {
    this.index = index
    this.element = element
    this.#prefix = undefined
    this.remaining = this.plan.active
    this.steps.renew(ordinal)
  }

  formOf(stepForm: (step: tree.StepInstance) => StepForm): ScopeForm | undefined {
    const table = this.steps.formOf(stepForm)
    const branch = this.owner === null ? 0 : this.owner.plan.scopes.indexOf(this.plan)
    if (table === undefined || branch < 0 || !isOfItsPlan(this)) return undefined
    const { element, failing, rollingBack, undoable, remaining, firstGroup, owner } = this
    const form: ScopeForm = { table, failing }
    if (remaining !== 0) form.remaining = remaining
    if (element !== elementAt(owner, this.index)) form.element = element
    if (branch > 0) form.branch = branch
    if (this.index >= 0) form.index = this.index
    if (firstGroup > 1) form.firstGroup = firstGroup
    if (rollingBack) form.rollingBack = true
    if (undoable) form.undoable = true
    return form
  }

  takeForm(form: ScopeForm, taken: (step: tree.StepInstance, form: StepForm) => void): void {
    const { failing, rollingBack = false, undoable = false, firstGroup = 1, remaining = 0 } = form
    // its owner may have used up more groups since it was opened
    Object.assign(this, { failing, rollingBack, undoable, firstGroup, remaining })
    this.steps.takeForm(form.table, taken)
  }

  get prefix(): string {
    this.#prefix ??= pathIn(this.owner, this.index)
    return this.#prefix
  }

  get path(): string {
    return this.prefix.slice(0, -1)
  }
}

/** Nothing was added to it. A function of its own: the first private method of a class is one more field of each instance. */
function isOfItsPlan({ emitted, retired, owner, inputs }: tree.ScopeInstance): boolean {
  return emitted === undefined && retired === undefined && (owner === null || inputs === inputsIn(owner))
}

/** The inputs that the steps inside a container see. */
export function inputsIn({ plan, scope, arguments: args }: tree.StepInstance): { readonly [name: string]: Json } {
  return plan.native === 'compose' ? (args ?? {}) : scope.inputs
}

/** Whether `scope` is `ancestor` or lies inside it. O(depth). */
export function isWithin(scope: tree.ScopeInstance | null, ancestor: tree.ScopeInstance): boolean {
  for (let at = scope; at !== null; at = at.owner?.scope ?? null) if (at === ancestor) return true
  return false
}

/** The scope around this one in the same document. */
export function enclosing(scope: tree.ScopeInstance): tree.ScopeInstance | null {
  return scope.owner === null || scope.owner.plan.native === 'compose' ? null : scope.owner.scope
}

/** The step of that name in this very scope; with an attempt, the one that made it. */
export function stepNamed(scope: tree.ScopeInstance, name: string, attempt?: number): tree.StepInstance | undefined {
  const retired = attempt === undefined ? undefined : scope.retired?.get(`${name}#${attempt}`)
  if (retired !== undefined) return retired
  const emitted = scope.emitted?.get(name)
  if (emitted !== undefined) return emitted
  const index = scope.plan.byName.get(name)
  return index === undefined ? undefined : scope.steps.at(index)
}

/** The step of that name in the scope or one that encloses it; never across a composed workflow's border. */
export function findStep(scope: tree.ScopeInstance, name: string): tree.StepInstance | undefined {
  for (let at: tree.ScopeInstance | null = scope; at !== null; at = enclosing(at)) {
    const step = stepNamed(at, name)
    if (step !== undefined) return step
  }
  return undefined
}

/** The value that the step of that name has come to, found as `findStep` finds the step, which need not be made for it; undefined where it has none. */
export function findResult(scope: tree.ScopeInstance, name: string): Json | undefined {
  for (let at: tree.ScopeInstance | null = scope; at !== null; at = enclosing(at)) {
    const emitted = at.emitted?.get(name)
    if (emitted !== undefined) return emitted.settled ? emitted.value : undefined
    const index = at.plan.byName.get(name)
    if (index !== undefined) return at.steps.resultOf(index)
  }
  return undefined
}

/** The element of that index, where its container holds the list. */
export function elementAt(owner: tree.StepInstance | null, index = -1): Json | undefined {
  return owner?.container?.elements[index]
}

/** Every step of the scope and of what is open or kept inside it. */
export function* stepsWithin(scope: tree.ScopeInstance): Generator<tree.StepInstance> {
  for (const step of scope.steps) {
    yield step
    if (step.container === undefined) continue
    for (const inner of step.container.scopes.values()) yield* stepsWithin(inner)
    for (const inner of step.container.kept.values()) yield* stepsWithin(inner)
  }
}
