import type { Catalog } from '../catalog.ts'
import type { WorkflowDocument } from '../document.ts'
import { graphOfTree, topologicalOrder, type ScopeGraph } from '../graph.ts'
import { buildScopeTree, type ScopedStep, type ScopeTree } from '../scope-tree.ts'
import { canBeUndone } from './can-be-undone.ts'
import { isPure } from './is-pure.ts'

/** A document as the passes look at it. */
export interface OptimizeReading {
  readonly document: WorkflowDocument
  readonly tree: ScopeTree
  readonly top: ScopeGraph
  /**
   * Steps of the top level that compute and do nothing else, by name. None where it can be told when they do: where something cannot be
   * undone, a failure a moment sooner or later decides whether that is done; and a handler or a failure lane that takes a result sees
   * whether it was there when something failed.
   */
  readonly pure: ReadonlyMap<string, ScopedStep>
}

/** Undefined where the top level has a cycle or a name twice: nothing can be said of such a document. */
export function readForOptimizing(document: WorkflowDocument, catalog: Pick<Catalog, 'get'>): OptimizeReading | undefined {
  const tree = buildScopeTree(document)
  const top = graphOfTree(tree).scopes.find(({ pointer }) => pointer === '/steps')
  if (!top || tree.top.byName.size !== document.steps.length || topologicalOrder(top).length !== document.steps.length) return undefined
  const calm = tree.steps.every(({ scope, step, sources }) => (scope.lane === 'steps' ? canBeUndone(step, catalog) : sources.every((source) => source?.scope.lane !== 'steps')))
  const pure = new Map(tree.top.steps.filter((node) => calm && isPure(node.step)).map((node) => [node.step.name, node]))
  return { document, tree, top, pure }
}

/** The steps that mention this one. */
export function usersOf(tree: ScopeTree, node: ScopedStep): readonly ScopedStep[] {
  return tree.steps.filter(({ sources }) => sources.includes(node))
}

/** The step that the document returns. */
export function returnedStep({ steps, return: returns }: WorkflowDocument): string | undefined {
  return returns ?? steps.at(-1)?.name
}
