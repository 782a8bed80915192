import type { Json } from '@eddy/workflow'
import type { RunError } from '../error/run-error.ts'
import type { ScopePlan } from '../plan/plan.ts'
import { pathIn, type StepInstance } from './step-instance.ts'
import { StepTable } from './step-table.ts'

export interface ScopeOpening {
  readonly plan: ScopePlan
  readonly owner: StepInstance | null
  readonly inputs: { readonly [name: string]: Json }
  /** Of an element, a round or a racing branch. */
  readonly index?: number
  readonly element?: Json
  /** The name of a lane beside the forward one, `failure`, and the forward part that it looks back on. */
  readonly lane?: string
  readonly forward?: ScopeInstance
}

/** A scope in a run: the top level, a branch, a group's inside, one element of a map, a round, a composed workflow. */
export class ScopeInstance {
  // declared only: fields that the constructor sets would be written twice otherwise
  declare plan: ScopePlan
  declare readonly owner: StepInstance | null
  declare readonly lane: string
  declare readonly forward: ScopeInstance | null
  /** The index of an element, round or racing branch; -1 for scopes that stand alone. */
  declare index: number
  declare element: Json | undefined
  /** The inputs that its steps see. */
  declare readonly inputs: { readonly [name: string]: Json }
  /** False: nothing inside comes on the undo stack (U5). */
  declare readonly reversible: boolean
  /** In the order of the plan, emitted ones behind. */
  declare steps: StepTable
  /** The attempt group of its steps to begin with: what is tried again after a rollback aims at new effects (R5). */
  declare readonly firstGroup: number
  /** Emitted steps, by name; where a name is emitted again, the latest. */
  emitted: Map<string, StepInstance> | undefined = undefined
  /** Emitters whose name another step has taken over, by name and attempt. */
  retired: Map<string, StepInstance> | undefined = undefined
  /** Steps not yet settled. */
  declare remaining: number
  /** Why it is being taken down on its own (U6). */
  failing: RunError | undefined = undefined
  rollingBack = false
  /** A step inside can be undone, or may yet have to be. */
  undoable = false
  /** The next in its bucket (`OpenScopes`). */
  behind: ScopeInstance | undefined = undefined
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

  /** All of its steps have succeeded, and left nothing but values: nobody will look at it again. O(its steps). */
  get spent(): boolean {
    return !this.undoable && this.emitted === undefined && this.retired === undefined && this.plan.outward.length === 0 && this.steps.spent
  }

  /** Becomes the scope of another element of the same map, as if it had just been opened. Only once it is spent. */
  renew(index: number, element: Json, ordinal: number): void {
    this.index = index
    this.element = element
    this.#prefix = undefined
    this.remaining = this.plan.active
    this.steps.renew(ordinal)
  }

  /** With its dot: `each[3].`; empty at the top. */
  get prefix(): string {
    this.#prefix ??= pathIn(this.owner, this.index)
    return this.#prefix
  }

  /** `trip` for a group's inside, `each[3]` for an element. */
  get path(): string {
    return this.prefix.slice(0, -1)
  }
}

/** Whether `scope` is `ancestor` or lies inside it. O(depth). */
export function isWithin(scope: ScopeInstance | null, ancestor: ScopeInstance): boolean {
  for (let at = scope; at !== null; at = at.owner?.scope ?? null) if (at === ancestor) return true
  return false
}

/** The scope around this one in the same document. */
export function enclosing(scope: ScopeInstance): ScopeInstance | null {
  return scope.owner === null || scope.owner.plan.native === 'compose' ? null : scope.owner.scope
}

/** The step of that name in this very scope; with an attempt, the one that made it. */
export function stepNamed(scope: ScopeInstance, name: string, attempt?: number): StepInstance | undefined {
  const retired = attempt === undefined ? undefined : scope.retired?.get(`${name}#${attempt}`)
  if (retired !== undefined) return retired
  const emitted = scope.emitted?.get(name)
  if (emitted !== undefined) return emitted
  const index = scope.plan.byName.get(name)
  return index === undefined ? undefined : scope.steps.at(index)
}

/** The step of that name in the scope or one that encloses it; never across a composed workflow's border. */
export function findStep(scope: ScopeInstance, name: string): StepInstance | undefined {
  for (let at: ScopeInstance | null = scope; at !== null; at = enclosing(at)) {
    const step = stepNamed(at, name)
    if (step !== undefined) return step
  }
  return undefined
}

/** The value that the step of that name has come to, found as `findStep` finds the step, which need not be made for it; undefined where it has none. */
export function findResult(scope: ScopeInstance, name: string): Json | undefined {
  for (let at: ScopeInstance | null = scope; at !== null; at = enclosing(at)) {
    const emitted = at.emitted?.get(name)
    if (emitted !== undefined) return emitted.settled ? emitted.value : undefined
    const index = at.plan.byName.get(name)
    if (index !== undefined) return at.steps.resultOf(index)
  }
  return undefined
}

/** Every step of the scope and of what is open or kept inside it. */
export function* stepsWithin(scope: ScopeInstance): Generator<StepInstance> {
  for (const step of scope.steps) {
    yield step
    if (step.container === undefined) continue
    for (const inner of step.container.scopes.values()) yield* stepsWithin(inner)
    for (const inner of step.container.kept.values()) yield* stepsWithin(inner)
  }
}
