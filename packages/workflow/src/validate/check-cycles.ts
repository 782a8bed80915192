import { cycles, type DocumentGraph, type ScopeGraph } from '../graph.ts'
import { memberOf } from '../scope-tree.ts'
import { report, type Checking } from './checking.ts'

/** Steps that need one another; through a container too, by what its inner steps mention. */
export function checkCycles(checking: Checking, graph: () => DocumentGraph): void {
  if (isInOrder(checking)) return
  const scopes = new Map(checking.tree.scopes.map((scope) => [scope.pointer, scope]))
  for (const scope of graph().scopes) {
    const inner = innerEnds(scope)
    for (const cycle of cycles(scope)) {
      const first = scopes.get(scope.pointer)?.byName.get(cycle[0] ?? '')
      const names = [...cycle, cycle[0] ?? ''].join(' → ')
      const message = cycle.length === 1 ? `The step "${cycle[0] ?? ''}" needs itself: ${names}.` : `These steps need one another in a circle: ${names}.`
      report(checking, 'CYCLE', { path: first?.pointer ?? scope.pointer, step: first?.path, message, hint: hintFor(cycle, inner) })
    }
  }
}

/** Whether no step needs one that is declared after it, as in most documents: then nothing is in a circle, and no graph has to be made. */
function isInOrder({ tree }: Checking): boolean {
  for (const node of tree.steps) {
    for (const source of node.sources) {
      const target = source && memberOf(source.scope, node)
      if (source && target && source.index >= target.index) return false
    }
  }
  return true
}

/** The inner steps behind an edge between containers, by the edge. */
function innerEnds({ edges }: ScopeGraph): ReadonlyMap<string, string> {
  return new Map(edges.flatMap(({ from, to, via }) => (via === undefined ? [] : [[`${from} → ${to}`, `"${via}" uses "${from}"`] as const])))
}

/** Says which inner steps close the cycle, since the containers on it do not show it themselves. */
function hintFor(cycle: readonly string[], inner: ReadonlyMap<string, string>): string {
  const ends = cycle.flatMap((name, index) => inner.get(`${name} → ${cycle[(index + 1) % cycle.length] ?? ''}`) ?? [])
  return ends.length > 0 ? `Inside the containers, ${ends.join(', ')}. Remove one of the references.` : 'Remove one of the references.'
}
