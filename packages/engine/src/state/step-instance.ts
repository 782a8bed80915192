import type { Json } from '@eddy/workflow'
import type { RunError } from '../error/run-error.ts'
import type { StepPlan } from '../plan/plan.ts'
import type { Doubt, Duty } from './duty.ts'
import type * as tree from './run-tree.ts'
import type { OwnForm, StepForm } from './snapshot/forms.ts'
import { isSettled, type StepStatus } from './status.ts'

/** The attempts of most steps all aim at one effect. */
export const FIRST_GROUP = 1

/** What most steps never have. */
class Particulars {
  attemptGroup = FIRST_GROUP
  error: RunError | undefined = undefined
  container: tree.ContainerState | undefined = undefined
  waiters: tree.StepInstance[] | undefined = undefined
  siblings: tree.StepTable | undefined = undefined
  standsFor: tree.StepInstance | undefined = undefined
  emission: tree.Emission | undefined = undefined
  emittedBy: tree.StepInstance | undefined = undefined
  groupsUsed = 0
  mended = false
  doubt: Doubt | undefined = undefined
  repeated = false
}

/** Stands for all that have none of their own; never written to. */
const NONE: Particulars = Object.freeze(new Particulars())

/** A step in a running scope. Mutable, owned by the one fold that made it. Small: a run may have a hundred thousand. */
export class StepInstance implements tree.StepInstance {
  // declared only: fields that the constructor sets would be written twice otherwise
  declare plan: StepPlan
  declare readonly scope: tree.ScopeInstance
  declare ordinal: number
  status: StepStatus = 'idle'
  claimed = false
  occupying = false
  duty: Duty | null = null
  waiting = 0
  attempt = 0
  retries = 0
  undoAttempt = 0
  arguments: { readonly [name: string]: Json } | undefined = undefined
  value: Json | undefined = undefined
  completion = 0
  previous: tree.StepInstance | undefined = undefined
  next: tree.StepInstance | undefined = undefined
  performance: object | undefined = undefined
  #path: string | undefined = undefined
  /** Its own, or those that stand for none. */
  #particulars: Particulars = NONE

  constructor(plan: StepPlan, scope: tree.ScopeInstance, ordinal: number) {
    this.plan = plan
    this.scope = scope
    this.ordinal = ordinal
    if (scope.firstGroup > 1) this.attemptGroup = scope.firstGroup
  }

  get path(): string {
    if (this.scope.owner === null) return this.plan.name
    this.#path ??= this.scope.prefix + this.plan.name
    return this.#path
  }

  get settled(): boolean {
    return isSettled(this.status)
  }

  get ordinary(): boolean {
    return this.#particulars === NONE
  }

  get forgettable(): boolean {
    return this.status === 'succeeded' && this.attempt === 1 && this.completion === 0 && this.duty === null && this.#particulars === NONE
  }

  restore(value: Json): void {
    this.status = 'succeeded'
    this.attempt = 1
    this.value = value
  }

  renew(ordinal: number, waiting: number): void {
    this.ordinal = ordinal
    this.status = 'idle'
    this.waiting = waiting
    this.attempt = 0
    this.arguments = undefined
    this.value = undefined
    this.#path = undefined
  }

  get form(): StepForm {
    // by hand: there may be a hundred thousand
    const form = countsForm(this)
    if (this.status !== 'succeeded') form.status = this.status
    // that a host has taken up its attempt is not in the log, and neither is the slot for it
    if (this.occupying && !(this.claimed && this.status === 'queued')) form.occupying = true
    if (this.duty !== null) form.duty = this.duty
    if (this.arguments !== undefined) form.arguments = this.arguments
    if (this.value !== undefined) form.value = this.value
    if (this.#particulars !== NONE) form.own = ownForm(this.#particulars)
    return form
  }

  takeForm(form: StepForm): void {
    this.status = form.status ?? 'succeeded'
    this.attempt = form.attempt ?? 1
    this.occupying = form.occupying ?? false
    this.duty = form.duty ?? null
    this.waiting = form.waiting ?? 0
    this.retries = form.retries ?? 0
    this.undoAttempt = form.undoAttempt ?? 0
    this.arguments = form.arguments
    this.value = form.value
    this.completion = form.completion ?? 0
    if (form.own === undefined) return
    const { mended = false, repeated = false, ...rest } = form.own
    Object.assign(this.#own(), { ...rest, mended, repeated })
  }

  get attemptGroup(): number {
    return this.#particulars.attemptGroup
  }

  set attemptGroup(group: number) {
    this.#own().attemptGroup = group
  }

  get error(): RunError | undefined {
    return this.#particulars.error
  }

  set error(error: RunError | undefined) {
    if (error !== undefined || this.#particulars !== NONE) this.#own().error = error
  }

  get container(): tree.ContainerState | undefined {
    return this.#particulars.container
  }

  set container(container: tree.ContainerState | undefined) {
    if (container !== undefined || this.#particulars !== NONE) this.#own().container = container
  }

  get waiters(): tree.StepInstance[] | undefined {
    return this.#particulars.waiters
  }

  set waiters(waiters: tree.StepInstance[] | undefined) {
    this.#own().waiters = waiters
  }

  get siblings(): tree.StepTable {
    return this.#particulars.siblings ?? this.scope.steps
  }

  set siblings(siblings: tree.StepTable) {
    this.#own().siblings = siblings
  }

  get standsFor(): tree.StepInstance | undefined {
    return this.#particulars.standsFor
  }

  set standsFor(step: tree.StepInstance | undefined) {
    this.#own().standsFor = step
  }

  get emission(): tree.Emission | undefined {
    return this.#particulars.emission
  }

  set emission(emission: tree.Emission | undefined) {
    this.#own().emission = emission
  }

  get emittedBy(): tree.StepInstance | undefined {
    return this.#particulars.emittedBy
  }

  set emittedBy(step: tree.StepInstance | undefined) {
    this.#own().emittedBy = step
  }

  get groupsUsed(): number {
    return this.#particulars.groupsUsed
  }

  set groupsUsed(group: number) {
    this.#own().groupsUsed = group
  }

  get mended(): boolean {
    return this.#particulars.mended
  }

  set mended(mended: boolean) {
    this.#own().mended = mended
  }

  get doubt(): Doubt | undefined {
    return this.#particulars.doubt
  }

  set doubt(doubt: Doubt | undefined) {
    this.#own().doubt = doubt
  }

  get repeated(): boolean {
    return this.#particulars.repeated
  }

  set repeated(repeated: boolean) {
    this.#own().repeated = repeated
  }

  /** A method, not an accessor: private accessors are a call into the engine of the language each time. */
  #own(): Particulars {
    if (this.#particulars === NONE) this.#particulars = new Particulars()
    return this.#particulars
  }
}

function countsForm({ plan, attempt, waiting, retries, undoAttempt, completion }: tree.StepInstance): StepForm {
  const form: StepForm = { index: plan.index }
  if (attempt !== 1) form.attempt = attempt
  if (waiting !== 0) form.waiting = waiting
  if (retries !== 0) form.retries = retries
  if (undoAttempt !== 0) form.undoAttempt = undoAttempt
  if (completion !== 0) form.completion = completion
  return form
}

function ownForm({ attemptGroup, groupsUsed, error, doubt, mended, repeated }: Particulars): OwnForm {
  return { attemptGroup, groupsUsed, error, doubt, ...(mended ? { mended } : {}), ...(repeated ? { repeated } : {}) }
}

/** What goes before the names of steps in a scope of that owner: `each[3].`; empty at the top. `index` below 0: a scope that stands alone. */
export function pathIn(owner: tree.StepInstance | null, index: number): string {
  return owner === null ? '' : `${owner.path}${index < 0 ? '' : `[${index}]`}.`
}

/** One key for all attempts of an attempt group of the step at that path (R5). */
export function keyIn(runId: string, path: string, group: number): string {
  return `${runId}/${path}/${group}`
}
