import { joinPointer } from './json-pointer.ts'
import type { Step, WorkflowDocument } from './document.ts'
import { stepReferences, type StepReference } from './step-references.ts'
import type { Lane } from './walk-steps.ts'

/** A list of steps that see one another by name: the top level, the handlers, the failure lane, a container's inner steps, one branch. */
export interface Scope {
  /** JSON pointer of the list. */
  readonly pointer: string
  /** Path of the container; empty outside any. */
  readonly path: string
  readonly lane: Lane
  /** Where names are looked up that this scope does not have. */
  readonly outer?: Scope
  /** The container around it. */
  readonly owner?: ScopedStep
  /** Which branch of the container. */
  readonly branch?: number
  /** As declared in the document; `returnPointer` is where it stands or would stand. */
  readonly returns?: string
  readonly returnPointer: string
  readonly steps: readonly ScopedStep[]
  /** The first of each name. */
  readonly byName: ReadonlyMap<string, ScopedStep>
}

export interface ScopedStep {
  readonly step: Step
  readonly path: string
  readonly pointer: string
  readonly scope: Scope
  readonly inner: readonly Scope[]
  /** Its place in the scope. */
  readonly index: number
  /** What the step itself mentions, not its inner steps. */
  readonly references: readonly StepReference[]
  /** The steps that are meant, in the order of the references; undefined where a name means nothing from here. */
  readonly sources: readonly (ScopedStep | undefined)[]
}

export interface ScopeTree {
  readonly document: WorkflowDocument
  readonly top: Scope
  readonly handlers: Scope
  readonly failure: Scope
  /** Outer before inner. */
  readonly scopes: readonly Scope[]
  /** Outer before inner, otherwise as declared. */
  readonly steps: readonly ScopedStep[]
}

interface Growing {
  readonly scopes: Scope[]
  readonly steps: ScopedStep[]
  readonly pending: { readonly node: ScopedStep; readonly inner: Scope[] }[]
  /** Of each of the steps; filled at the end, since names mean something once all scopes are there. */
  readonly sources: (ScopedStep | undefined)[][]
}

/** Reads the nesting of a document. Linear, without recursion. Asks of the document only its shape; names may be wrong or double. */
export function buildScopeTree(document: WorkflowDocument): ScopeTree {
  const growing: Growing = { scopes: [], steps: [], pending: [], sources: [] }
  const top = addScope(growing, document.steps, { pointer: '/steps', path: '', lane: 'steps', returnPointer: '/return', ...returning(document) })
  const handlers = addScope(growing, document.handlers ?? [], { pointer: '/handlers', path: '', lane: 'handlers', outer: top, returnPointer: '' })
  const failure = addScope(growing, document.failure?.steps ?? [], { pointer: '/failure/steps', path: '', lane: 'failure', outer: top, returnPointer: '' })
  // the queue grows while it is worked off, which is what makes outer scopes come before inner ones
  for (const { node, inner } of growing.pending) inner.push(...innerScopes(growing, node))
  growing.steps.forEach(({ scope, references }, index) => {
    for (const { name } of references) growing.sources[index]?.push(resolveStep(scope, name))
  })
  return { document, top, handlers, failure, scopes: growing.scopes, steps: growing.steps }
}

function addScope(growing: Growing, steps: readonly Step[], place: Omit<Scope, 'steps' | 'byName'>): Scope {
  const nodes: ScopedStep[] = []
  const byName = new Map<string, ScopedStep>()
  const scope: Scope = { ...place, steps: nodes, byName }
  growing.scopes.push(scope)
  steps.forEach((step, index) => {
    const inner: Scope[] = []
    const references = stepReferences(step)
    const sources: (ScopedStep | undefined)[] = []
    const path = place.path === '' ? step.name : `${place.path}.${step.name}`
    const node: ScopedStep = { step, path, pointer: joinPointer(place.pointer, index), scope, inner, index, references, sources }
    nodes.push(node)
    growing.steps.push(node)
    growing.sources.push(sources)
    if (!byName.has(step.name)) byName.set(step.name, node)
    if (step.steps || step.branches) growing.pending.push({ node, inner })
  })
  return scope
}

function innerScopes(growing: Growing, owner: ScopedStep): Scope[] {
  const { step, path, pointer, scope } = owner
  const place = { path, lane: scope.lane, outer: scope, owner }
  const plain = step.steps && [addScope(growing, step.steps, { ...place, pointer: `${pointer}/steps`, returnPointer: `${pointer}/return`, ...returning(step) })]
  const branches = (step.branches ?? []).map((branch, index) => {
    const at = `${pointer}/branches/${index}`
    return addScope(growing, branch.steps, { ...place, branch: index, pointer: `${at}/steps`, returnPointer: `${at}/return`, ...returning(branch) })
  })
  return [...(plain ?? []), ...branches]
}

function returning({ return: returns }: { readonly return?: string }): { returns?: string } {
  return returns === undefined ? {} : { returns }
}

/** The step that a name means in a scope: its own steps first, then outwards. Handlers do not see one another. */
export function resolveStep(scope: Scope, name: string): ScopedStep | undefined {
  for (let at: Scope | undefined = scope; at; at = at.outer) {
    if (at.pointer === '/handlers') continue
    const found = at.byName.get(name)
    if (found) return found
  }
  return undefined
}

/** The container around a step that a name means in an `element` source. */
export function resolveElement(node: ScopedStep, name: string): ScopedStep | undefined {
  for (let owner = node.scope.owner; owner; owner = owner.scope.owner) if (owner.step.name === name) return owner
  return undefined
}

/** A step itself or the container around it that stands in `scope`; undefined when neither does. */
export function memberOf(scope: Scope, node: ScopedStep): ScopedStep | undefined {
  for (let at: ScopedStep | undefined = node; at; at = at.scope.owner) if (at.scope === scope) return at
  return undefined
}
