import type { Step, WorkflowDocument } from '@eddy/workflow'

/** Where a list of steps lives in the document. */
export type Scope =
  | { readonly kind: 'root' }
  | { readonly kind: 'handlers' }
  | { readonly kind: 'failure' }
  | { readonly kind: 'container'; readonly path: string; readonly branch?: number }

export interface Located {
  readonly path: string
  readonly step: Step
  readonly scope: Scope
  /** The container around it. */
  readonly parent?: string
}

export const root: Scope = { kind: 'root' }

const indexes = new WeakMap<WorkflowDocument, ReadonlyMap<string, Located>>()

/** Every step and handler by path, in declaration order; built once per document. */
export function stepIndex(document: WorkflowDocument): ReadonlyMap<string, Located> {
  const known = indexes.get(document)
  if (known) return known
  const index = new Map<string, Located>()
  addSteps(index, document.steps, { scope: root, prefix: '' })
  addSteps(index, document.handlers ?? [], { scope: handlers, prefix: '' })
  addSteps(index, document.failure?.steps ?? [], { scope: failure, prefix: '' })
  indexes.set(document, index)
  return index
}

const handlers: Scope = { kind: 'handlers' }
const failure: Scope = { kind: 'failure' }

function addSteps(index: Map<string, Located>, steps: readonly Step[], place: { scope: Scope; prefix: string; parent?: string }): void {
  for (const step of steps) {
    const path = place.prefix + step.name
    // a doubled name is a problem to be shown, not a reason to lose a card
    if (index.has(path)) continue
    index.set(path, located(step, path, place))
    if (step.steps) addSteps(index, step.steps, { prefix: `${path}.`, parent: path, scope: { kind: 'container', path } })
    step.branches?.forEach((branch, at) => addSteps(index, branch.steps, { prefix: `${path}.`, parent: path, scope: { kind: 'container', path, branch: at } }))
  }
}

const last = new WeakMap<Step, Located>()

/** The same object for a step that stays what it is and where it is, so that an edit of one of ten thousand costs little. */
function located(step: Step, path: string, { scope, parent }: { scope: Scope; parent?: string }): Located {
  const before = last.get(step)
  if (before && before.path === path && (before.scope === scope || sameScope(before.scope, scope))) return before
  const found: Located = { path, step, scope, ...(parent === undefined ? {} : { parent }) }
  last.set(step, found)
  return found
}

export function locate(document: WorkflowDocument, path: string): Located | undefined {
  return stepIndex(document).get(path)
}

/** The path that a step called `name` has in this scope. */
export function pathIn(scope: Scope, name: string): string {
  return scope.kind === 'container' ? `${scope.path}.${name}` : name
}

/** The scope around this one; handlers and the root have none. */
export function outerScope(document: WorkflowDocument, scope: Scope): Scope | undefined {
  if (scope.kind === 'failure') return root
  return scope.kind === 'container' ? locate(document, scope.path)?.scope : undefined
}

export function sameScope(left: Scope, right: Scope): boolean {
  if (left.kind !== 'container' || right.kind !== 'container') return left.kind === right.kind
  return left.path === right.path && left.branch === right.branch
}

/** The path of the step that `name` means when it is said inside `scope`: the nearest scope wins. */
export function resolveName(document: WorkflowDocument, scope: Scope, name: string): string | undefined {
  const index = stepIndex(document)
  for (let at: Scope | undefined = scope; at; at = outerScope(document, at)) {
    const found = index.get(pathIn(at, name))
    if (found && sameScope(found.scope, at)) return found.path
  }
  return undefined
}
