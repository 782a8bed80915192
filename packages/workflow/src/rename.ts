import { isName } from './names.ts'
import { buildScopeTree, resolveElement, resolveStep, type ScopedStep, type ScopeTree } from './scope-tree.ts'
import { handlerReferences, stepReferences } from './step-references.ts'
import { mapSteps } from './map-steps.ts'
import type { Argument, Branch, Input, Source, Step, View, WorkflowDocument } from './document.ts'

export type Renaming = { readonly ok: true; readonly document: WorkflowDocument } | { readonly ok: false; readonly reason: string }

/**
 * Renames a step, in any scope, or a handler, found by its path (`trip.reserve_hotel`), and everything that refers to it: arguments,
 * waits, returns, elements, undo, compensate, check and positions. Expressions never name steps, so no text changes. Refuses names that
 * are malformed, taken, or would change what some other reference means. Linear.
 */
export function renameStep(document: WorkflowDocument, path: string, name: string): Renaming {
  const tree = buildScopeTree(document)
  const node = tree.steps.find((candidate) => candidate.path === path)
  if (!node) return refusal(`There is no step "${path}".`)
  if (node.step.name === name) return { ok: true, document }
  if (name === 'none' && node.scope === tree.handlers) return refusal('A handler cannot be named "none": in undo, that says that there is nothing to undo.')
  const fault = nameFault(name) ?? (siblingNames(tree, node).has(name) ? `There is a step "${name}" here already.` : undefined)
  if (fault !== undefined) return refusal(fault)
  // no sibling has the name: what is to be returned is a step that is gone
  if (node.scope.returns === name) return refusal(`As "${name}" it would be mistaken for the step of that name that is to be returned.`)
  const caller = node.scope === tree.handlers ? tree.steps.find(({ step }) => handlerReferences(step).some((reference) => reference.name === name)) : undefined
  if (caller !== undefined) return refusal(`As "${name}" it would be mistaken for the handler of that name that "${caller.path}" calls.`)
  const renamed = rewrite(tree, node, name)
  const captured = firstCaptured(tree, buildScopeTree(renamed))
  if (captured !== undefined) return refusal(`As "${name}" it would be mistaken for another step of that name by "${captured}".`)
  return { ok: true, document: renamed }
}

/** Renames an input and the arguments that take it. Refuses names that are malformed or taken. */
export function renameInput(document: WorkflowDocument, from: string, name: string): Renaming {
  const inputs = document.inputs ?? []
  if (!inputs.some((input) => input.name === from)) return refusal(`There is no input "${from}".`)
  if (from === name) return { ok: true, document }
  const fault = nameFault(name) ?? (inputs.some((input) => input.name === name) ? `There is an input "${name}" already.` : undefined)
  if (fault !== undefined) return refusal(fault)
  const renamed = inputs.map((input): Input => (input.name === from ? { ...input, name } : input))
  const steps = mapSteps(document, (step) => withSources(step, (source) => ('input' in source && source.input === from ? { input: name } : source)))
  return { ok: true, document: { ...steps, inputs: renamed } }
}

function refusal(reason: string): Renaming {
  return { ok: false, reason }
}

function nameFault(name: string): string | undefined {
  return isName(name) ? undefined : 'A name starts with a lower-case letter and holds up to 64 lower-case letters, digits and underscores.'
}

/** Names that share the step's place: see `checkNames`. */
function siblingNames(tree: ScopeTree, { scope }: ScopedStep): ReadonlySet<string> {
  const scopes = scope.owner ? scope.owner.inner : [tree.top, tree.handlers, tree.failure]
  return new Set(scopes.flatMap(({ byName }) => [...byName.keys()]))
}

function rewrite(tree: ScopeTree, renamed: ScopedStep, name: string): WorkflowDocument {
  const nodes = new Map(tree.steps.map((node) => [node.pointer, node]))
  const scopes = new Map(tree.scopes.map((scope) => [scope.pointer, scope]))
  const old = renamed.step.name
  const steps = mapSteps(tree.document, (step, pointer) => {
    const node = nodes.get(pointer)
    if (!node) return step
    const inner = withReturns(step, (returns, list) => (returns === old && scopes.get(`${pointer}${list}`) === renamed.scope ? name : returns))
    const changed = withReferences(inner, { node, renamed, name, handler: renamed.scope === tree.handlers })
    return node === renamed ? { ...changed, name } : changed
  })
  const returns = renamed.scope === tree.top && steps.return === old ? { return: name } : {}
  return { ...steps, ...returns, ...(steps.view && { view: movePositions(steps.view, renamed, name) }) }
}

interface Target {
  readonly node: ScopedStep
  readonly renamed: ScopedStep
  readonly name: string
  readonly handler: boolean
}

function withReferences(step: Step, { node, renamed, name, handler }: Target): Step {
  const old = renamed.step.name
  const means = (reference: string) => reference === old && resolveStep(node.scope, reference) === renamed
  const sourced = withSources(step, (source) => {
    if ('result' in source && means(source.result)) return { result: name }
    return 'element' in source && source.element === old && resolveElement(node, old) === renamed ? { element: name } : source
  })
  const waiting = step.waitFor?.some(means) ? { ...sourced, waitFor: step.waitFor.map((reference) => (means(reference) ? name : reference)) } : sourced
  const handled = handler ? handlerReferences(step).filter((reference) => reference.name === old) : []
  return handled.length > 0 ? { ...waiting, ...Object.fromEntries(handled.map(({ role }) => [role, name])) } : waiting
}

function withSources(step: Step, change: (source: Source) => Source): Step {
  const sources = step.arguments?.map(({ from }) => change(from))
  if (!step.arguments || !sources || step.arguments.every(({ from }, index) => sources[index] === from)) return step
  return { ...step, arguments: step.arguments.map((argument, index): Argument => ({ ...argument, from: sources[index] ?? argument.from })) }
}

/** `list` is where the steps are of which one is returned, as JSON pointer from the step. */
function withReturns(step: Step, change: (returns: string, list: string) => string): Step {
  const own = step.return === undefined ? undefined : change(step.return, '/steps')
  const branches = step.branches?.map((branch, index): Branch => {
    const returns = branch.return === undefined ? undefined : change(branch.return, `/branches/${index}/steps`)
    return returns === undefined || returns === branch.return ? branch : { ...branch, return: returns }
  })
  const same = own === step.return && (branches?.every((branch, index) => branch === step.branches?.[index]) ?? true)
  return same ? step : { ...step, ...(own !== undefined && { return: own }), ...(branches && { branches }) }
}

function movePositions(view: View, renamed: ScopedStep, name: string): View {
  if (!view.positions) return view
  const path = renamed.scope.path === '' ? name : `${renamed.scope.path}.${name}`
  const moved = (key: string) => (key === renamed.path || key.startsWith(`${renamed.path}.`) ? path + key.slice(renamed.path.length) : key)
  return { ...view, positions: Object.fromEntries(Object.entries(view.positions).map(([key, position]) => [moved(key), position])) }
}

/** The first step of which a reference would mean another thing than before. */
function firstCaptured(before: ScopeTree, after: ScopeTree): string | undefined {
  const now = new Map(after.steps.map((node) => [node.pointer, node]))
  const captured = before.steps.find((node) => {
    const other = now.get(node.pointer)
    return !other || meanings(node).join() !== meanings(other).join()
  })
  return captured?.path
}

/** Where a step's references lead, as JSON pointers. Handlers are in one place, where no name is taken twice: they cannot be mistaken. */
function meanings(node: ScopedStep): string[] {
  const results = stepReferences(node.step).map(({ name }) => resolveStep(node.scope, name)?.pointer ?? '')
  const elements = (node.step.arguments ?? []).map(({ from }) => ('element' in from ? (resolveElement(node, from.element)?.pointer ?? '') : ''))
  return [...results, ...elements]
}
