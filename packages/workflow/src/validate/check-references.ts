import { givesElement } from '../gives-element.ts'
import { resolveElement, type Scope, type ScopedStep } from '../scope-tree.ts'
import { handlerReferences, type StepReference } from '../step-references.ts'
import { report, reportStep, type Checking } from './checking.ts'
import type { Source } from '../document.ts'

/** Every name must mean something where it stands: inputs, results, waits, handlers, elements, secrets, origins, returns. */
export function checkReferences(checking: Checking): void {
  const inner = innerSteps(checking)
  const inputs = new Set((checking.tree.document.inputs ?? []).map(({ name }) => name))
  for (const node of checking.tree.steps) {
    checkStepReferences(checking, node, inner)
    checkHandlers(checking, node)
    node.step.arguments?.forEach(({ from }, index) => checkSource(checking, { node, from, index, inputs }))
  }
  for (const scope of checking.tree.scopes) checkReturn(checking, scope)
}

/** Steps inside containers by name and by path, for telling that a name exists but out of reach. */
function innerSteps({ tree }: Checking): ReadonlyMap<string, ScopedStep> {
  return new Map(tree.steps.filter((node) => node.scope.owner).flatMap((node) => [[node.step.name, node] as const, [node.path, node] as const]))
}

function checkStepReferences(checking: Checking, node: ScopedStep, inner: ReadonlyMap<string, ScopedStep>): void {
  const inHandlers = node.scope === checking.tree.handlers
  for (const [index, reference] of node.references.entries()) {
    if (inHandlers && reference.kind === 'wait') {
      reportStep(checking, node, { code: 'WAIT_IN_HANDLER', at: reference.pointer, message: `The handler "${node.path}" cannot wait for "${reference.name}": it runs when its step is undone.`, hint: 'Remove it from waitFor.' })
    } else if (reference.name !== '' && node.sources[index] === undefined) {
      reportStep(checking, node, { at: reference.pointer, ...unknownStep(checking, { node, reference, inner }) })
    }
  }
}

interface Unknown {
  readonly node: ScopedStep
  readonly reference: StepReference
  readonly inner: ReadonlyMap<string, ScopedStep>
}

function unknownStep({ tree, didYouMean }: Checking, { node, reference, inner }: Unknown) {
  const { name, kind } = reference
  const does = `The step "${node.path}" ${kind === 'wait' ? `waits for "${name}"` : `takes the result of "${name}"`}`
  if (tree.handlers.byName.has(name)) return { code: 'UNKNOWN_STEP', message: `${does}, which is a handler.`, hint: 'Handlers run only to undo, compensate or check; refer to a step.' } as const
  if (tree.failure.byName.has(name)) return { code: 'UNKNOWN_STEP', message: `${does}, which is in the failure lane.`, hint: 'The failure lane runs after the rollback; refer to a forward step.' } as const
  const owner = inner.get(name)?.scope.owner
  if (owner) return { code: 'INNER_STEP', message: `${does}, which is inside "${owner.path}" and cannot be seen from here.`, hint: `Let "${owner.path}" return it, and use "${owner.step.name}" instead.` } as const
  return { code: 'UNKNOWN_STEP', message: `${does}, but there is no such step.`, hint: didYouMean(name, visibleNames(node)) } as const
}

function* visibleNames(node: ScopedStep): Generator<string> {
  for (let scope: Scope | undefined = node.scope; scope; scope = scope.outer) {
    if (scope.pointer !== '/handlers') for (const name of scope.byName.keys()) if (name !== node.step.name) yield name
  }
}

function checkHandlers(checking: Checking, node: ScopedStep): void {
  const { handlers, top } = checking.tree
  for (const { role, name } of handlerReferences(node.step)) {
    if (name === '' || handlers.byName.has(name)) continue
    const hint = top.byName.has(name) ? `"${name}" is a forward step: move it to the handlers.` : checking.didYouMean(name, handlers.byName.keys())
    reportStep(checking, node, { code: 'UNKNOWN_HANDLER', at: `/${role}`, message: `The step "${node.path}" names "${name}" for ${role}, but there is no such handler.`, hint })
  }
}

interface Sourced {
  readonly node: ScopedStep
  readonly from: Source
  /** Of the argument. */
  readonly index: number
  readonly inputs: ReadonlySet<string>
}

function checkSource(checking: Checking, { node, from, index, inputs }: Sourced): void {
  // means a step, and has been looked at with the references
  if ('result' in from) return
  const at = `/arguments/${index}/from`
  if ('input' in from && !inputs.has(from.input)) {
    reportStep(checking, node, { code: 'UNKNOWN_INPUT', at: `${at}/input`, message: `The step "${node.path}" takes the input "${from.input}", but there is no such input.`, hint: checking.didYouMean(from.input, inputs) })
  }
  if ('secret' in from && checking.surroundings.secrets?.has(from.secret) === false) {
    reportStep(checking, node, { code: 'UNKNOWN_SECRET', at: `${at}/secret`, message: `The step "${node.path}" takes the secret "${from.secret}", which does not exist.`, hint: checking.didYouMean(from.secret, checking.surroundings.secrets) ?? 'Create it in the settings.' })
  }
  if ('element' in from) checkElement(checking, { node, name: from.element, at })
  if ('origin' in from) checkOrigin(checking, { node, origin: from.origin, at })
}

function checkElement(checking: Checking, { node, name, at }: { readonly node: ScopedStep; readonly name: string; readonly at: string }): void {
  const container = resolveElement(node, name)
  const contract = container && checking.kinds.get(container)?.contract
  if (container && (contract === undefined || givesElement(contract, container.step))) return
  const message = container
    ? `The step "${node.path}" takes an element of "${name}", which does not go through elements.`
    : `The step "${node.path}" takes an element of "${name}", which is no container around it.`
  reportStep(checking, node, { code: 'UNKNOWN_ELEMENT', at: `${at}/element`, message, hint: checking.didYouMean(name, containerNames(node)) })
}

function* containerNames(node: ScopedStep): Generator<string> {
  for (let owner = node.scope.owner; owner; owner = owner.scope.owner) yield owner.step.name
}

function checkOrigin(checking: Checking, { node, origin, at }: { readonly node: ScopedStep; readonly origin: string; readonly at: string }): void {
  const { lane } = node.scope
  if (lane === 'handlers' || (lane === 'failure' && origin === 'error')) return
  const where = lane === 'failure' ? 'The failure lane has only the origin "error".' : 'An origin exists only in handlers, and the error in the failure lane.'
  reportStep(checking, node, { code: 'ORIGIN_OUTSIDE_HANDLER', at: `${at}/origin`, message: `The step "${node.path}" takes the origin "${origin}", which it does not have.`, hint: where })
}

function checkReturn(checking: Checking, scope: Scope): void {
  const { returns, owner } = scope
  if (returns === undefined || scope.byName.has(returns)) return
  const where = owner ? `"${owner.path}"` : 'The workflow'
  const message = `${where} returns "${returns}", which is not one of ${owner ? 'its inner steps' : 'its forward steps'}.`
  report(checking, 'UNKNOWN_RETURN', { path: scope.returnPointer, step: owner?.path, message, hint: checking.didYouMean(returns, scope.byName.keys()) })
}
