import type { Step, WorkflowDocument } from '@eddy/workflow'
import { PatchedMap } from './patched-map.ts'
import { derived } from './steps-change.ts'

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

/** Every step and handler by path, in declaration order; built once per document. */
export function stepIndex(document: WorkflowDocument): ReadonlyMap<string, Located> {
  return indexes(document).index
}

interface Indexed {
  readonly index: ReadonlyMap<string, Located>
  /** Two steps have one path: the first of them has it. */
  readonly doubled: boolean
}

const indexes = derived<Indexed>({
  whole,
  next: ({ value, gone, come }, document) => {
    if (value.doubled) return undefined
    const left = new Set(gone.map(({ name }) => name))
    const fresh = new Map(come.map((step) => [step.name, located(step, step.name, { scope: root })] as const))
    if (fresh.size < come.length || come.some(({ name }) => value.index.has(name) && !left.has(name))) return undefined
    return { index: PatchedMap.of(value.index, { gone: left, come: fresh }, () => whole(document).index), doubled: false }
  },
})

function whole(document: WorkflowDocument): Indexed {
  const building = { index: new Map<string, Located>(), doubled: false }
  addSteps(building, document.steps, { scope: root, prefix: '' })
  addSteps(building, document.handlers ?? [], { scope: handlers, prefix: '' })
  addSteps(building, document.failure?.steps ?? [], { scope: failure, prefix: '' })
  return building
}

const handlers: Scope = { kind: 'handlers' }
const failure: Scope = { kind: 'failure' }

function addSteps(building: { index: Map<string, Located>; doubled: boolean }, steps: readonly Step[], place: { scope: Scope; prefix: string; parent?: string }): void {
  for (const step of steps) {
    const path = place.prefix + step.name
    // a doubled name is a problem to be shown, not a reason to lose a card
    if (building.index.has(path)) {
      building.doubled = true
      continue
    }
    building.index.set(path, located(step, path, place))
    if (step.steps) addSteps(building, step.steps, { prefix: `${path}.`, parent: path, scope: { kind: 'container', path } })
    step.branches?.forEach((branch, at) => addSteps(building, branch.steps, { prefix: `${path}.`, parent: path, scope: { kind: 'container', path, branch: at } }))
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
