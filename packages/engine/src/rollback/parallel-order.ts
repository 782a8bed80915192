import { innerReferences } from '../plan/references.ts'
import type { RunState } from '../state/run-state.ts'
import { enclosing, findStep } from '../state/scope-instance.ts'
import { allSteps } from '../state/step-at.ts'
import type { StepInstance } from '../state/run-tree.ts'

export interface ParallelOrder {
  /** Undos that nothing has to precede. */
  readonly first: readonly StepInstance[]
  /** Undos that a finished one sets free. */
  readonly release: (done: StepInstance) => readonly StepInstance[]
}

interface Graph {
  /** Dependents (and the container around) that have not been passed yet. */
  readonly blocked: Map<StepInstance, number>
  readonly inside: Map<StepInstance, StepInstance[]>
  readonly insideLeft: Map<StepInstance, number>
}

/**
 * The forward graph backwards (U2): an undo starts when all that depended on its step has been passed. Steps with nothing to
 * undo are passed at once; a container opens its inside when it is reached, and is passed when its inside is. O(steps + edges).
 */
export function parallelOrder(state: RunState, entries: readonly StepInstance[]): ParallelOrder {
  const pending = new Set(entries)
  const graph = buildGraph(state)
  const start = [...graph.blocked].filter(([, count]) => count === 0).map(([step]) => step)
  const first = walk(graph, pending, start.map((step) => ({ reached: step })))
  const waitedFor = new Set(entries)
  // what came late was passed already, when there was nothing to undo yet
  return { first, release: (done) => (waitedFor.delete(done) ? walk(graph, pending, [{ passed: done }]) : []) }
}

type Move = { readonly reached: StepInstance } | { readonly passed: StepInstance }

function walk(graph: Graph, pending: Set<StepInstance>, moves: Move[]): readonly StepInstance[] {
  const found: StepInstance[] = []
  for (let move = moves.pop(); move !== undefined; move = moves.pop()) {
    const step = 'reached' in move ? move.reached : move.passed
    if ('reached' in move && pending.delete(step)) found.push(step)
    else moves.push(...open(graph, step))
  }
  return found.toSorted((a, b) => b.ordinal - a.ordinal)
}

/** A step that is undone, or has nothing to undo: a container's inside comes next, else it is passed. */
function open(graph: Graph, step: StepInstance): Move[] {
  const inside = graph.inside.get(step)
  if (inside === undefined || (graph.insideLeft.get(step) ?? 0) === 0) return pass(graph, step)
  return inside.flatMap((inner) => unblock(graph, inner))
}

function pass(graph: Graph, step: StepInstance): Move[] {
  const moves = dependencies(step).flatMap((dependency) => unblock(graph, dependency))
  const { owner } = step.scope
  if (owner === null) return moves
  const left = (graph.insideLeft.get(owner) ?? 0) - 1
  graph.insideLeft.set(owner, left)
  return left === 0 ? [...moves, ...pass(graph, owner)] : moves
}

function unblock(graph: Graph, step: StepInstance): Move[] {
  const left = (graph.blocked.get(step) ?? 0) - 1
  graph.blocked.set(step, left)
  return left === 0 ? [{ reached: step }] : []
}

function buildGraph(state: RunState): Graph {
  const graph: Graph = { blocked: new Map(), inside: new Map(), insideLeft: new Map() }
  for (const step of allSteps(state)) {
    const { owner } = step.scope
    graph.blocked.set(step, (graph.blocked.get(step) ?? 0) + (owner === null ? 0 : 1))
    if (owner !== null) {
      const inside = graph.inside.get(owner) ?? []
      inside.push(step)
      graph.inside.set(owner, inside)
      graph.insideLeft.set(owner, inside.length)
    }
    for (const dependency of dependencies(step)) graph.blocked.set(dependency, (graph.blocked.get(dependency) ?? 0) + 1)
  }
  return graph
}

/** Rounds of a repeat and elements of a fold come one after the other, each with what the one before has come to. */
function roundBefore({ scope }: StepInstance): readonly StepInstance[] {
  const { owner, index } = scope
  const container = owner?.container
  if (container === undefined || (owner?.plan.native !== 'repeat' && owner?.plan.native !== 'reduce')) return []
  for (let at = index - 1; at >= 0; at--) {
    const before = container.kept.get(at) ?? container.scopes.get(at)
    if (before) return [...before.steps]
  }
  return []
}

/** Who has the name in the end, where it was handed on. */
export function latest(step: StepInstance | undefined): StepInstance | undefined {
  let at = step
  while (at?.emission?.successor) at = at.emission.successor
  return at
}

const LETS_GO: ReadonlySet<string> = new Set(['map', 'reduce', 'repeat', 'race'])

/** What the steps inside took from beside their container or around it: those of an element that has left nothing are gone, and what they were made from is not. */
function takenInside({ plan, scope }: StepInstance): readonly StepInstance[] {
  return plan.native !== null && LETS_GO.has(plan.native) ? innerReferences(plan.step).flatMap((name) => findStep(scope, name) ?? []) : []
}

/** What a step has waited for: beside it, around it, before it, and who has emitted it. */
export function dependencies(step: StepInstance): readonly StepInstance[] {
  const own = step.plan.dependsOn.flatMap((index) => latest(step.siblings.at(index)) ?? [])
  // emitted steps look for what they did not bring along beside their emitter first
  const around = step.emittedBy ? step.scope : enclosing(step.scope)
  const outer = around === null ? [] : step.plan.outer.flatMap((name) => findStep(around, name) ?? [])
  const found = new Set([...own, ...outer, ...takenInside(step), ...(step.emittedBy ? [step.emittedBy] : []), ...roundBefore(step)])
  found.delete(step)
  return [...found]
}
