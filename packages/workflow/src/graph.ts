import type { WorkflowDocument } from './document.ts'
import { findCycles } from './find-cycles.ts'
import { buildScopeTree, memberOf, type Scope, type ScopedStep, type ScopeTree } from './scope-tree.ts'
import { handlerReferences, type HandlerRole } from './step-references.ts'
import type { Lane } from './walk-steps.ts'

/** A forward edge between two steps of one scope: `to` starts after `from`. */
export interface ForwardEdge {
  readonly kind: 'data' | 'wait'
  readonly from: string
  readonly to: string
  /** The argument that takes the result. */
  readonly argument?: string
  /** Path of the step that mentions `from`, when it is not `to` itself but stands inside it. */
  readonly via?: string
}

/** A step's reference to the handler that undoes, compensates or checks it. */
export interface CompensationEdge {
  readonly kind: HandlerRole
  /** Path of the step. */
  readonly from: string
  /** Name of the handler. */
  readonly to: string
}

/** The steps of one list by name, and what they need of one another. */
export interface ScopeGraph {
  /** JSON pointer of the list: `/steps`, `/handlers`, `/failure/steps`, `/steps/2/branches/0/steps`. Unique, unlike the path. */
  readonly pointer: string
  /** Path of the container, empty at the top; the branches of one switch share it. */
  readonly path: string
  readonly lane: Lane
  readonly branch?: number
  readonly steps: readonly string[]
  readonly edges: readonly ForwardEdge[]
}

export interface DocumentGraph {
  /** Outer scopes before inner ones, the top first. */
  readonly scopes: readonly ScopeGraph[]
  readonly compensations: readonly CompensationEdge[]
}

/**
 * The edges of a document. References that mean nothing are left out, so a draft with problems has a graph too. A container takes
 * part in its scope with what its inner steps mention. Linear in steps and references (times the depth of nesting).
 */
export function documentGraph(document: WorkflowDocument): DocumentGraph {
  return graphOfTree(buildScopeTree(document))
}

/** As `documentGraph`, of a document that is read already. */
export function graphOfTree(tree: ScopeTree): DocumentGraph {
  const edges = new Map<Scope, ForwardEdge[]>(tree.scopes.map((scope) => [scope, []]))
  const compensations: CompensationEdge[] = []
  for (const node of tree.steps) {
    for (const { scope, edge } of edgesInto(node)) edges.get(scope)?.push(edge)
    for (const { role, name } of handlerReferences(node.step)) {
      if (tree.handlers.byName.has(name)) compensations.push({ kind: role, from: node.path, to: name })
    }
  }
  return { scopes: tree.scopes.map((scope) => graphOfScope(scope, edges.get(scope) ?? [])), compensations }
}

function graphOfScope(scope: Scope, edges: readonly ForwardEdge[]): ScopeGraph {
  const { pointer, path, lane, branch } = scope
  return { pointer, path, lane, ...(branch !== undefined && { branch }), steps: [...scope.byName.keys()], edges }
}

function edgesInto(node: ScopedStep): { readonly scope: Scope; readonly edge: ForwardEdge }[] {
  return node.references.flatMap(({ kind, name, argument }, index) => {
    const source = node.sources[index]
    // handlers and the failure lane read results of the forward graph without being scheduled in it
    const target = source && memberOf(source.scope, node)
    if (!target) return []
    const edge = {
      kind,
      from: name,
      to: target.step.name,
      ...(argument !== undefined && { argument }),
      ...(target !== node && { via: node.path }),
    }
    return [{ scope: source.scope, edge }]
  })
}

/**
 * Every step after those that it needs: first the free ones in declaration order, then each as it becomes free (Kahn). Steps on a cycle, or
 * behind one, are left out.
 */
export function topologicalOrder(graph: Pick<ScopeGraph, 'steps' | 'edges'>): string[] {
  const waiting = new Map(graph.steps.map((name) => [name, 0]))
  for (const { to } of graph.edges) waiting.set(to, (waiting.get(to) ?? 0) + 1)
  const after = targets(graph.edges, 'from')
  const order = graph.steps.filter((name) => waiting.get(name) === 0)
  for (let next = 0; next < order.length; next++) {
    for (const to of after.get(order[next] ?? '') ?? []) {
      const left = (waiting.get(to) ?? 0) - 1
      waiting.set(to, left)
      if (left === 0) order.push(to)
    }
  }
  return order
}

/** Steps that `name` needs, directly or through others; not itself unless it lies on a cycle. */
export function upstream(graph: Pick<ScopeGraph, 'edges'>, name: string): ReadonlySet<string> {
  return reach(targets(graph.edges, 'to'), name)
}

/** Steps that need `name`, directly or through others; not itself unless it lies on a cycle. */
export function downstream(graph: Pick<ScopeGraph, 'edges'>, name: string): ReadonlySet<string> {
  return reach(targets(graph.edges, 'from'), name)
}

/** The cycles of a scope, each as names in the order of the flow, the first declared first. */
export function cycles(graph: Pick<ScopeGraph, 'steps' | 'edges'>): string[][] {
  return findCycles(graph.steps, targets(graph.edges, 'from'))
}

function targets(edges: readonly ForwardEdge[], by: 'from' | 'to'): Map<string, string[]> {
  const map = new Map<string, string[]>()
  for (const edge of edges) {
    const list = map.get(edge[by])
    const other = by === 'from' ? edge.to : edge.from
    if (list) list.push(other)
    else map.set(edge[by], [other])
  }
  return map
}

function reach(next: ReadonlyMap<string, readonly string[]>, from: string): Set<string> {
  const seen = new Set<string>()
  const pending = [...(next.get(from) ?? [])]
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (seen.has(name)) continue
    seen.add(name)
    for (const other of next.get(name) ?? []) pending.push(other)
  }
  return seen
}
