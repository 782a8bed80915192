import type { Catalog, Step, WorkflowDocument } from '@eddy/workflow'
import { DefinitionError, must } from '../error/engine-error.ts'
import { gatePlans } from './gate-plans.ts'
import { reversed } from './index-lists.ts'
import { PlainArguments } from './plain-arguments.ts'
import { textOf } from './text-of.ts'
import { mapPolicy, retryPolicy, runPolicy, duration } from './policies.ts'
import type { NativeKind, Plan, ScopePlan, StepPlan, WorkflowPlan } from './plan.ts'
import { innerReferences, innerScopes, ownReferences } from './references.ts'
import { stepTraits } from './step-traits.ts'

export interface PlanOptions {
  readonly catalog: Pick<Catalog, 'get'>
  /** The document behind a `compose` step's `workflow`. */
  readonly workflow?: (reference: string) => WorkflowDocument | undefined
  /** Content hash of the document, kept with the run's first event. */
  readonly hash?: string
}

interface Scoping {
  readonly options: PlanOptions
  readonly workflow: WorkflowPlan
  /** References of the workflows being composed, outermost first: a recursion never ends. */
  readonly composing: readonly string[]
}

const NO_KINDS: PlanOptions = { catalog: { get: () => undefined } }

const NATIVE: ReadonlySet<string> = new Set<NativeKind>(['group', 'around', 'switch', 'map', 'reduce', 'repeat', 'race', 'compose', 'wait.timer', 'wait.until', 'wait.signal', 'approval', 'escalate'])

/**
 * Makes a document ready to run. The document is expected to be valid (`validate`); what would make a run meaningless is
 * refused here too, since emitted steps come this way. Without a catalogue nothing is known of kinds: no effects, no undo of their own. Cost: O(steps + references). Throws DefinitionError.
 */
export function plan(document: WorkflowDocument, options: PlanOptions = NO_KINDS): Plan {
  const workflow = workflowPlan(document)
  const lazy = document.options?.evaluation === 'lazy'
  const scope = planScope({ options, workflow, composing: [document.name] }, { steps: document.steps, returns: document.return, lazy })
  const lane = document.failure && document.failure.steps.length > 0 ? planScope({ options, workflow, composing: [document.name] }, { steps: document.failure.steps, returns: undefined, lazy: false }) : null
  return {
    name: document.name,
    hash: options.hash ?? '',
    inputs: document.inputs ?? [],
    scope,
    failure: lane,
    options: runPolicy(document.options),
    planEmitted: (emitter, steps) => planEmitted({ options, workflow: emitter, composing: [document.name] }, steps),
    planVersion: (version, hash) => plan(version, { ...options, hash }),
  }
}

function workflowPlan(document: WorkflowDocument): WorkflowPlan {
  return { name: document.name, handlers: new Map((document.handlers ?? []).map((handler) => [handler.name, handler])), inputs: document.inputs ?? [] }
}

interface ScopeSource {
  readonly steps: readonly Step[]
  readonly returns: string | undefined
  readonly lazy: boolean
}

function planScope(scoping: Scoping, source: ScopeSource): ScopePlan {
  const byName = new Map<string, number>()
  source.steps.forEach((step, index) => {
    if (byName.has(step.name)) throw new DefinitionError('DUPLICATE_NAME', `two steps are named "${step.name}"; give one of them another name`)
    byName.set(step.name, index)
  })
  const references = source.steps.map(ownReferences)
  const dependsOn = references.map((names) => localIndexes(names, byName))
  const whole = withInner(source.steps, dependsOn, byName)
  refuseCycle(source.steps, whole)
  const returns = source.returns === undefined ? source.steps.length - 1 : must(byName.get(source.returns), `the return step "${source.returns}"`)
  const needed = source.lazy && source.steps.length > 0 ? ancestors(returns, whole) : null
  const dependents = reversed(dependsOn)
  const args = new PlainArguments(byName)
  const steps = source.steps.map((step, index) =>
    planStep(scoping, step, {
      index,
      dependents: must(dependents.starts[index], 'dependents'),
      dependentsEnd: must(dependents.starts[index + 1], 'dependents'),
      ...args.of(step),
      dependsOn: must(dependsOn[index], 'dependsOn'),
      outer: outerNames(must(references[index], 'references'), byName),
      needed: needed === null || needed.has(index),
    }),
  )
  return {
    workflow: scoping.workflow,
    steps,
    waiting: dependsOn.map((indexes) => indexes.length),
    dependents: dependents.items,
    sources: args.sources(),
    starts: indexesOf(steps, (step) => step.dependsOn.length === 0 && step.needed),
    outward: indexesOf(steps, (step) => step.outer.length > 0),
    byName,
    returns,
    active: needed === null ? steps.length : needed.size,
  }
}

type Wiring = Pick<StepPlan, 'index' | 'dependsOn' | 'dependents' | 'dependentsEnd' | 'outer' | 'needed' | 'argumentNames' | 'argumentPlans' | 'sources'>

function planStep(scoping: Scoping, step: Step, wiring: Wiring): StepPlan {
  const native = nativeKind(step.kind)
  const traits = stepTraits(step, scoping.options.catalog)
  // spelled out: spreading these into each other costs more than all the rest of planning
  return {
    step,
    name: step.name,
    native,
    index: wiring.index,
    dependsOn: wiring.dependsOn,
    dependents: wiring.dependents,
    dependentsEnd: wiring.dependentsEnd,
    outer: wiring.outer,
    needed: wiring.needed,
    argumentNames: wiring.argumentNames,
    argumentPlans: wiring.argumentPlans,
    sources: wiring.sources,
    plain: native === null && wiring.argumentNames !== null && isPlain(step),
    effects: traits.effects,
    idempotent: traits.idempotent,
    undo: traits.undo,
    onInterrupt: traits.onInterrupt,
    scopes: native === 'compose' ? [planComposed(scoping, step)] : innerPlans(scoping, step),
    retry: retryPolicy(step),
    timeoutMs: step.timeout === undefined ? null : duration(step.timeout, `${step.name}.timeout`),
    priority: step.priority ?? 0,
    sync: step.mode === 'sync' && native === null,
    pivot: step.role === 'pivot',
    contains: containsFailures(step, native),
    map: native === 'map' || native === 'reduce' ? mapPolicy(step) : null,
    gates: native === 'around' ? gatePlans(step) : NO_GATES,
  }
}

function isPlain(step: Step): boolean {
  return step.mode !== 'sync' && step.role !== 'pivot' && (step.guards === undefined || step.guards.length === 0)
}

function innerPlans(scoping: Scoping, step: Step): readonly ScopePlan[] {
  if (step.branches) return step.branches.map((branch) => planScope(scoping, { steps: branch.steps, returns: branch.return, lazy: false }))
  return innerScopes(step).map((steps) => planScope(scoping, { steps, returns: step.return, lazy: false }))
}

function planComposed(scoping: Scoping, step: Step): ScopePlan {
  const reference = textOf(step.config?.['workflow'])
  const document = scoping.options.workflow?.(reference)
  if (!document) throw new DefinitionError('UNKNOWN_WORKFLOW', `step "${step.name}" composes "${reference}", which is not in the library`)
  if (scoping.composing.includes(document.name)) {
    throw new DefinitionError('CYCLE', `step "${step.name}" composes "${document.name}" inside itself (${[...scoping.composing, document.name].join(' → ')})`)
  }
  const inner = { ...scoping, workflow: workflowPlan(document), composing: [...scoping.composing, document.name] }
  return planScope(inner, { steps: document.steps, returns: document.return, lazy: document.options?.evaluation === 'lazy' })
}

/** Steps that a run emits: their kinds must exist, since nobody has validated them. */
function planEmitted(scoping: Scoping, steps: readonly Step[]): ScopePlan {
  for (const step of steps) refuseUnknownKind(scoping, step)
  return planScope(scoping, { steps, returns: undefined, lazy: false })
}

function refuseUnknownKind(scoping: Scoping, step: Step): void {
  if (nativeKind(step.kind) === null && scoping.options.catalog.get(step.kind) === undefined) throw new DefinitionError('UNKNOWN_KIND', `the emitted step "${step.name}" is of the kind "${step.kind}", which does not exist`)
  for (const inner of innerScopes(step)) for (const each of inner) refuseUnknownKind(scoping, each)
}

function indexesOf(steps: readonly StepPlan[], fits: (step: StepPlan) => boolean): readonly number[] {
  const indexes: number[] = []
  for (const step of steps) if (fits(step)) indexes.push(step.index)
  return indexes
}

const NO_GATES: StepPlan['gates'] = []
const NO_INDEXES: number[] = []
const NO_NAMES: readonly string[] = []

/** The indexes of those names that are of this scope. Lists of plans have no room to spare: what a long run reads of its plan has to fit into caches. */
function localIndexes(names: readonly string[], byName: ReadonlyMap<string, number>): readonly number[] {
  let local = 0
  for (const name of names) if (byName.has(name)) local++
  if (local === 0) return NO_INDEXES
  const indexes = new Array<number>(local)
  let at = 0
  for (const name of names) {
    const index = byName.get(name)
    if (index !== undefined) indexes[at++] = index
  }
  return indexes
}

function outerNames(names: readonly string[], byName: ReadonlyMap<string, number>): readonly string[] {
  for (const name of names) if (!byName.has(name)) return names.filter((other) => !byName.has(other))
  return NO_NAMES
}

/** What each step waits for, with what the inside of a container takes from this scope. */
function withInner(steps: readonly Step[], dependsOn: readonly (readonly number[])[], byName: ReadonlyMap<string, number>): readonly (readonly number[])[] {
  return dependsOn.map((own, index) => {
    const inner = innerReferences(must(steps[index], 'step'))
    return inner.length === 0 ? own : [...new Set([...own, ...localIndexes(inner, byName)])]
  })
}

/** Steps that `target` needs, itself included. */
function ancestors(target: number, whole: readonly (readonly number[])[]): ReadonlySet<number> {
  const found = new Set([target])
  const stack = [target]
  for (let index = stack.pop(); index !== undefined; index = stack.pop()) {
    for (const from of whole[index] ?? []) {
      if (found.has(from)) continue
      found.add(from)
      stack.push(from)
    }
  }
  return found
}

/** Kahn's algorithm over own and inner references: what is left over lies on a cycle or behind one. */
function refuseCycle(steps: readonly Step[], all: readonly (readonly number[])[]): void {
  const { items, starts } = reversed(all)
  const waiting = all.map((indexes) => indexes.length)
  const free = waiting.flatMap((count, index) => (count === 0 ? [index] : []))
  for (let next = 0; next < free.length; next++) {
    const freed = must(free[next], 'free')
    const end = starts[freed + 1] ?? 0
    for (let at = starts[freed] ?? 0; at < end; at++) {
      const index = items[at] ?? 0
      const left = (waiting[index] ?? 0) - 1
      waiting[index] = left
      if (left === 0) free.push(index)
    }
  }
  if (free.length === steps.length) return
  const stuck = steps.filter((_, index) => (waiting[index] ?? 0) > 0).map((step) => step.name)
  throw new DefinitionError('CYCLE', `these steps wait for each other: ${stuck.slice(0, 20).join(', ')}`)
}

function isNative(kind: string): kind is NativeKind {
  return NATIVE.has(kind)
}

/** The engine's own behaviour of a kind; `lock` and `cache` are an `around` with one thing put around. */
function nativeKind(kind: string): NativeKind | null {
  if (kind === 'lock' || kind === 'cache') return 'around'
  return isNative(kind) ? kind : null
}

/** Whether a failure inside is taken down there, for the container to decide (U6). */
function containsFailures(step: Step, native: NativeKind | null): boolean {
  if (native === 'around' || native === 'race') return true
  const { onFailure, onElementError } = step.config ?? {}
  if (native === 'map' || native === 'reduce') return onElementError !== undefined && onElementError !== 'fail'
  return (native === 'group' || native === 'repeat') && onFailure === 'contain'
}
