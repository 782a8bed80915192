import { topologicalOrder, type DocumentGraph, type ScopeGraph } from '../graph.ts'
import { repeatsEffect } from '../repeats-effect.ts'
import { reportStep, type Checking, type KindView } from './checking.ts'
import type { Scope, ScopedStep } from '../scope-tree.ts'

/** Kinds without effects that fail all the same: on purpose, or because their author's code throws. */
const FAILS: ReadonlySet<string> = new Set(['fail', 'code'])

/** Paths of steps that come before and leave something that no rollback takes away. */
interface Behind {
  readonly irreversible?: string | undefined
  readonly pivot?: string | undefined
}

/** Advice on what a rollback could not put right. */
export function checkRollback(checking: Checking, graph: () => DocumentGraph): void {
  for (const [node, view] of checking.kinds) checkUndo(checking, node, view)
  const marks = ownMarks(checking)
  // nothing that stays is left behind by any step
  if (marks.size === 0) return
  const graphs = new Map(graph().scopes.map((scope) => [scope.pointer, scope]))
  const inherited = new Map<ScopedStep, Behind>()
  for (const scope of checking.tree.scopes) {
    const edges = graphs.get(scope.pointer)
    if (scope.lane === 'steps' && edges) followScope(scope, { edges, marks, inherited })
  }
  for (const [node, behind] of inherited) checkFailure(checking, node, behind)
}

function checkUndo(checking: Checking, node: ScopedStep, view: KindView): void {
  const { defaults } = view
  checkSameEffect(checking, node, view)
  if (node.step.role !== 'compensatable' || defaults.undo !== 'none' || node.inner.length > 0) return
  reportStep(checking, node, { code: 'NO_UNDO', at: '/role', message: `The step "${node.path}" is to be compensatable, but nothing undoes it.`, hint: 'Name a handler in undo, or choose another role.' })
}

/** A copy that nobody has changed yet: reserving twice is no way to cancel. */
function checkSameEffect(checking: Checking, node: ScopedStep, { defaults }: KindView): void {
  const { undo } = node.step
  const handler = undo === undefined || defaults.effects.length === 0 ? undefined : checking.tree.handlers.byName.get(undo)
  if (!handler || !repeatsEffect(node.step, handler.step)) return
  reportStep(checking, handler, { code: 'UNDO_REPEATS', at: '/config', message: `The handler "${handler.path}" does the same as "${node.path}" once more, which does not undo it.`, hint: 'Change its settings to what takes the step back.' })
}

/** What each step leaves itself, a container what its inner steps leave. */
function ownMarks({ tree, kinds }: Checking): Map<ScopedStep, Behind> {
  const marks = new Map<ScopedStep, Behind>()
  for (const node of tree.steps.toReversed()) {
    const role = node.inner.length > 0 ? node.step.role : kinds.get(node)?.defaults.role
    if (role === 'irreversible') marks.set(node, merge(marks.get(node), { irreversible: node.path }))
    if (role === 'pivot') marks.set(node, merge(marks.get(node), { pivot: node.path }))
    const own = marks.get(node)
    if (own && node.scope.owner) marks.set(node.scope.owner, merge(marks.get(node.scope.owner), own))
  }
  return marks
}

interface Following {
  readonly edges: ScopeGraph
  readonly marks: ReadonlyMap<ScopedStep, Behind>
  /** Filled for the scope's steps; outer scopes come first, so that a container's own is there. */
  readonly inherited: Map<ScopedStep, Behind>
}

function followScope(scope: Scope, { edges, marks, inherited }: Following): void {
  const outer = scope.owner && inherited.get(scope.owner)
  const before = new Map<string, string[]>()
  for (const { from, to } of edges.edges) {
    const sources = before.get(to)
    if (sources) sources.push(from)
    else before.set(to, [from])
  }
  for (const name of topologicalOrder(edges)) {
    const node = scope.byName.get(name)
    if (!node) continue
    const sources = (before.get(name) ?? []).flatMap((from) => scope.byName.get(from) ?? [])
    inherited.set(node, sources.reduce((behind, source) => merge(merge(behind, inherited.get(source)), marks.get(source)), outer ?? {}))
  }
}

function merge(a: Behind | undefined, b: Behind | undefined): Behind {
  return { irreversible: a?.irreversible ?? b?.irreversible, pivot: a?.pivot ?? b?.pivot }
}

function checkFailure(checking: Checking, node: ScopedStep, { irreversible, pivot }: Behind): void {
  const view = checking.kinds.get(node)
  if (!view || node.inner.length > 0 || (node.step.retry && node.step.retry.max !== 0)) return
  if (pivot !== undefined && (view.defaults.effects.length > 0 || FAILS.has(node.step.kind))) {
    reportStep(checking, node, { code: 'NO_RETRY_AFTER_PIVOT', message: `The step "${node.path}" comes after the point of no return "${pivot}" and has no retries of its own.`, hint: 'Give it retries: from there on the run can only go forward.' })
  } else if (irreversible !== undefined && (view.defaults.role !== 'retriable' || (FAILS.has(node.step.kind) && node.step.role !== 'retriable'))) {
    reportStep(checking, node, { code: 'FAILURE_AFTER_IRREVERSIBLE', message: `The step "${node.path}" can fail after "${irreversible}", which cannot be undone.`, hint: `Move it before "${irreversible}", give it retries, or give "${irreversible}" an undo.` })
  }
}
