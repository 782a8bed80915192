import { hashOf } from '../content-hash.ts'
import type { Json, Step, WorkflowDocument } from '../document.ts'
import type { Pin } from '../fixture/fixture.ts'
import { pinPath } from '../fixture/pin-path.ts'
import { buildScopeTree, resolveStep, type ScopedStep, type ScopeTree } from '../scope-tree.ts'
import type { PastRun } from './past-run.ts'
import { changedParts, stepParts } from './step-parts.ts'

/** Today's draft, pins and input, beside a run. */
export interface Comparing {
  readonly document: WorkflowDocument
  readonly pins: { readonly [path: string]: Pin }
  /** What the next run would start with; absent: what the past one did. */
  readonly input?: { readonly [name: string]: Json } | undefined
  /** The workflows that are composed now; absent: not compared. */
  readonly composed?: { readonly [reference: string]: WorkflowDocument } | undefined
  readonly past: PastRun
}

export interface Compared extends Comparing {
  readonly tree: ScopeTree
  readonly before: ReadonlyMap<string, ScopedStep>
  /** Inputs that have another value or another transform. */
  readonly changedInputs: ReadonlySet<string>
}

export function prepare(comparing: Comparing): Compared {
  const tree = buildScopeTree(comparing.document)
  return { ...comparing, tree, before: stepsBefore(comparing.past.document), changedInputs: changedInputs(comparing) }
}

const known = new WeakMap<WorkflowDocument, ReadonlyMap<string, ScopedStep>>()

/** By lane and path; the same run is compared with many drafts. */
function stepsBefore(document: WorkflowDocument): ReadonlyMap<string, ScopedStep> {
  let steps = known.get(document)
  if (!steps) {
    steps = new Map(buildScopeTree(document).steps.map((node) => [`${node.scope.lane}:${node.path}`, node]))
    known.set(document, steps)
  }
  return steps
}

export function labelOf({ name, title }: Pick<Step, 'name' | 'title'>): string {
  return title ?? name.replaceAll('_', ' ')
}

/** What a step would do otherwise now, by itself; `new` when the run did not have it. */
export function ownChanges(compared: Compared, node: ScopedStep): readonly string[] | 'new' {
  const then = compared.before.get(`steps:${node.path}`)
  if (then === undefined) return 'new'
  const pin = pinChange(compared, node.path)
  if (pin.settled) return pin.reasons
  return [...pin.reasons, ...definitionChanges(compared, node, then), ...inputChanges(compared, node), ...handlerChanges(compared, node), ...composedChanges(compared, node)]
}

/** A pinned value is the result, whatever the step is: `settled`. */
function pinChange({ pins, past }: Compared, path: string): { readonly settled: boolean; readonly reasons: readonly string[] } {
  const [now, then] = [pins[pinPath(path)], past.pins[pinPath(path)]]
  if (now?.kind === 'value') return { settled: true, reasons: returned(past, path, now.value) ? [] : [then ? 'the pin was changed' : 'a value was pinned'] }
  if (now === undefined) return { settled: false, reasons: then ? ['the pin was removed'] : [] }
  const same = then !== undefined && hashOf(now) === hashOf(then)
  return { settled: false, reasons: same ? [] : [then ? 'the pin was changed' : 'a failure was pinned'] }
}

function returned(past: PastRun, path: string, value: Json): boolean {
  const outcome = past.steps[path]?.outcome
  return outcome?.kind === 'value' && hashOf({ value: outcome.value }) === hashOf({ value })
}

/** A line that leads to a step which was not there is told as that step. */
function definitionChanges(compared: Compared, node: ScopedStep, then: ScopedStep): readonly string[] {
  const inserted = new Set<string>()
  const noteNew = (name: string): boolean => {
    const source = resolveStep(node.scope, name)
    if (source === undefined || compared.before.has(`steps:${source.path}`)) return false
    inserted.add(`${labelOf(source.step)} was inserted upstream`)
    return true
  }
  const parts = changedParts(node.step, then.step).filter((part) => {
    const argument = node.step.arguments?.find(({ name }) => `argument ${name}` === part)
    return !(argument && 'result' in argument.from && noteNew(argument.from.result))
  })
  const waits = waitChanges(node, then, noteNew)
  return [...inserted, ...parts.map((part) => changeOf(part, node.step, then.step)), ...waits]
}

function changeOf(part: string, now: Step, then: Step): string {
  const verb = /^the (guards|retries|error rules|steps inside|branches)$/.test(part) ? 'were' : 'was'
  if (!stepParts(then).has(part)) return `${part} ${verb} added`
  return `${part} ${verb} ${stepParts(now).has(part) ? 'changed' : 'removed'}`
}

function waitChanges(node: ScopedStep, then: ScopedStep, noteNew: (name: string) => boolean): readonly string[] {
  const [now, before] = [node.step.waitFor ?? [], then.step.waitFor ?? []]
  const label = (name: string) => labelOf(resolveStep(node.scope, name)?.step ?? { name })
  const added = now.filter((name) => !before.includes(name) && !noteNew(name)).map((name) => `it waits for ${label(name)} now`)
  return [...added, ...before.filter((name) => !now.includes(name)).map((name) => `it no longer waits for ${label(name)}`)]
}

function inputChanges({ changedInputs }: Compared, { step }: ScopedStep): readonly string[] {
  const names = (step.arguments ?? []).flatMap(({ from }) => ('input' in from && changedInputs.has(from.input) ? [from.input] : []))
  return [...new Set(names)].map((name) => `input ${name} was changed`)
}

function handlerChanges({ tree, before }: Compared, { step }: ScopedStep): readonly string[] {
  if (step.compensate === undefined) return []
  const [now, then] = [tree.handlers.byName.get(step.compensate), before.get(`handlers:${step.compensate}`)]
  return now && then && changedParts(now.step, then.step).length > 0 ? [`the failure handler ${labelOf(now.step)} was changed`] : []
}

function composedChanges({ composed, past }: Compared, { step }: ScopedStep): readonly string[] {
  const reference = step.kind === 'compose' ? step.config?.['workflow'] : undefined
  if (typeof reference !== 'string' || composed === undefined || past.composed === undefined) return []
  const [now, then] = [composed[reference], past.composed[reference]]
  return now && then && hashOf(now) !== hashOf(then) ? [`the workflow ${reference} was changed`] : []
}

function changedInputs({ document, input, past }: Comparing): ReadonlySet<string> {
  const then = new Map((past.document.inputs ?? []).map((declared) => [declared.name, declared]))
  const names = (document.inputs ?? []).filter(({ name, transform, default: preset }) => {
    const value = input === undefined ? past.input[name] : (input[name] ?? preset ?? null)
    return hashOf({ value: value ?? null, transform: transform ?? null }) !== hashOf({ value: past.input[name] ?? null, transform: then.get(name)?.transform ?? null })
  })
  return new Set(names.map(({ name }) => name))
}
