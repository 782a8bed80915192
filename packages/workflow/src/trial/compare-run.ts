import { pinPath } from '../fixture/pin-path.ts'
import type { ScopedStep } from '../scope-tree.ts'
import { resolveStep } from '../scope-tree.ts'
import { stepReferences } from '../step-references.ts'
import { labelOf, ownChanges, prepare, type Compared, type Comparing } from './own-changes.ts'

export interface RunComparison {
  /** Steps whose result in the run no longer stands for what they would do now, and why, nearest reason first. */
  readonly stale: ReadonlyMap<string, readonly string[]>
  /** How far that spreads: the stale steps, and the new ones that it starts from. */
  readonly spread: ReadonlySet<string>
}

interface Node {
  readonly of: ScopedStep
  readonly reasons: string[]
  /** What it is given is not what it was. */
  entry: boolean
  /** What it gives is not what it was. */
  whole: boolean
}

/**
 * Compares a draft with a run, by content hashes of definitions and resolved inputs: the same draft again is not stale, whatever was done and
 * undone in between. A step is stale by its own change, or because it takes from, or waits for, one that is; a pinned value lets nothing
 * through. Linear in steps and references.
 */
export function compareWithRun(comparing: Comparing): RunComparison {
  const compared = prepare(comparing)
  const nodes = new Map<ScopedStep, Node>()
  for (const of of compared.tree.steps) if (of.scope.lane === 'steps') nodes.set(of, { of, reasons: [], entry: false, whole: false })
  const changed = [...nodes.values()].filter((node) => noteOwnChanges(compared, node))
  spread(changed, nextNodes(compared, nodes))
  const touched = [...nodes.values()].filter((node) => node.whole)
  const stale = touched.filter(({ of }) => comparing.past.steps[of.path]?.outcome !== undefined)
  return { stale: new Map(stale.map(({ of, reasons }) => [of.path, reasons])), spread: new Set(touched.map(({ of }) => of.path)) }
}

function noteOwnChanges(compared: Compared, node: Node): boolean {
  const changes = ownChanges(compared, node.of)
  if (changes === 'new') node.reasons.push('it was not in this run')
  else node.reasons.push(...changes)
  if (node.reasons.length === 0) return false
  node.entry = true
  node.whole = true
  return true
}

interface Next {
  readonly node: Node
  readonly as: 'entry' | 'whole'
  readonly reason: string
}

/** Whom a step's change reaches: those that take from it or wait for it, the container around it, and the steps inside it. */
function nextNodes(compared: Compared, nodes: ReadonlyMap<ScopedStep, Node>): (node: Node) => readonly Next[] {
  const dependents = new Map<Node, Node[]>()
  for (const node of nodes.values()) {
    for (const { name } of stepReferences(node.of.step)) {
      const source = resolveStep(node.of.scope, name)
      const from = source && nodes.get(source)
      if (from) dependents.set(from, [...(dependents.get(from) ?? []), node])
    }
  }
  const valued = (node: Node) => compared.pins[pinPath(node.of.path)]?.kind === 'value'
  const reachable = (next: Next) => !valued(next.node)
  return (node) => {
    const label = labelOf(node.of.step)
    const after = node.whole ? (dependents.get(node) ?? []).map((next): Next => ({ node: next, as: 'entry', reason: `${label}, which it depends on, is not as it was` })) : []
    const owner = node.of.scope.owner && nodes.get(node.of.scope.owner)
    const around = node.whole && owner ? [{ node: owner, as: 'whole' as const, reason: `${label} inside it is not as it was` }] : []
    const inside = node.entry ? node.of.inner.flatMap((scope) => scope.steps).flatMap((inner): Next[] => {
      const found = nodes.get(inner)
      return found ? [{ node: found, as: 'entry', reason: `${label} around it is not as it was` }] : []
    }) : []
    return [...after, ...around, ...inside].filter(reachable)
  }
}

function spread(changed: readonly Node[], next: (node: Node) => readonly Next[]): void {
  const queue = [...changed]
  // the queue grows while it is worked off: nearest first, so that the reason told is the nearest one
  for (const from of queue) {
    for (const { node, as, reason } of next(from)) {
      const known = as === 'entry' ? node.entry : node.whole
      if (known) continue
      if (!node.whole) node.reasons.push(reason)
      if (as === 'entry') node.entry = true
      node.whole = true
      queue.push(node)
    }
  }
}
