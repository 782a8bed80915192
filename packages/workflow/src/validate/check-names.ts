import { limits } from '../limits.ts'
import { report, reportStep, type Checking } from './checking.ts'
import type { ScopedStep } from '../scope-tree.ts'

/**
 * One name, one thing: inputs, the arguments of a step, and all steps with the same path (forward steps, handlers and failure lane at
 * the top; all branches of a switch).
 */
export function checkNames(checking: Checking): void {
  const { top, handlers, failure, document, steps } = checking.tree
  checkInputs(checking, (document.inputs ?? []).map(({ name }) => name))
  // no name stands twice where there are as many as steps
  const alone = handlers.steps.length === 0 && failure.steps.length === 0
  if (!alone || top.byName.size < top.steps.length) checkSteps(checking, [top, handlers, failure].flatMap((scope) => scope.steps))
  const none = handlers.byName.get('none')
  if (none) reportStep(checking, none, { code: 'BAD_NAME', at: '/name', message: 'A handler cannot be named "none".', hint: 'In undo, "none" says that there is nothing to undo.' })
  for (const node of steps) {
    if (node.inner.length > 0) checkSteps(checking, node.inner.flatMap((scope) => scope.steps))
    checkArguments(checking, node)
  }
}

/** More steps or deeper nesting than the limits allow. */
export function checkSize(checking: Checking): void {
  const { steps, scopes } = checking.tree
  if (steps.length > limits.steps) {
    report(checking, 'TOO_LARGE', { path: '/steps', message: `The document has ${steps.length} steps; ${limits.steps} are allowed.`, hint: 'Split it into workflows that are composed.' })
  }
  const depths = new Map(scopes.slice(0, 3).map((scope) => [scope, 0]))
  for (const scope of scopes) {
    const depth = scope.owner ? (depths.get(scope.owner.scope) ?? 0) + 1 : 0
    depths.set(scope, depth)
    if (scope.owner && depth === limits.nesting + 1) {
      reportStep(checking, scope.owner, { code: 'TOO_DEEP', message: `The step "${scope.owner.step.name}" nests steps deeper than ${limits.nesting} levels.`, hint: 'Move the inner steps into a workflow of their own and compose it.' })
    }
  }
}

function checkInputs(checking: Checking, names: readonly string[]): void {
  duplicates(names).forEach((index) => report(checking, 'DUPLICATE_NAME', { path: `/inputs/${index}/name`, message: `Two inputs are named "${names[index] ?? ''}".`, hint: 'Give one of them another name.' }))
}

function checkSteps(checking: Checking, nodes: readonly ScopedStep[]): void {
  for (const index of duplicates(nodes.map(({ step }) => step.name))) {
    const node = nodes[index]
    if (node) reportStep(checking, node, { code: 'DUPLICATE_NAME', at: '/name', message: `Two steps are named "${node.path}".`, hint: 'Give one of them another name; handlers, the failure lane and the branches of one switch count as one place.' })
  }
}

function checkArguments(checking: Checking, node: ScopedStep): void {
  const given = node.step.arguments
  // most steps have one or none
  if (given === undefined || given.length < 2) return
  const names = given.map(({ name }) => name)
  for (const index of duplicates(names)) {
    reportStep(checking, node, { code: 'DUPLICATE_ARGUMENT', at: `/arguments/${index}/name`, message: `The step "${node.path}" has two arguments named "${names[index] ?? ''}".`, hint: 'Give one of them another name.' })
  }
}

/** Indexes of the names that stood before; an empty name is one that could not be read. */
function duplicates(names: readonly string[]): number[] {
  const seen = new Set<string>()
  return names.flatMap((name, index) => {
    if (name === '') return []
    if (seen.has(name)) return [index]
    seen.add(name)
    return []
  })
}
