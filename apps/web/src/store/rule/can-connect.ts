import type { WorkflowDocument } from '@eddy/workflow'
import { edgesOf } from '../document/edges.ts'
import { type Located, locate, outerScope, sameScope, type Scope, stepIndex } from '../document/locate.ts'
import { stepLabel } from '../document/step-label.ts'

export type Verdict = { readonly ok: true } | { readonly ok: false; readonly reason: string }

const yes: Verdict = { ok: true }

/** Whether `target` may use the result of `source`, and in words why not. */
export function canConnect(document: WorkflowDocument, source: string, target: string): Verdict {
  const refusal = refusalOf(document, source, target)
  return refusal ? { ok: false, reason: refusal() } : yes
}

/** The same without words, for whoever asks about every step of a workflow. */
export function fitsTogether(document: WorkflowDocument, source: string, target: string): boolean {
  return refusalOf(document, source, target) === undefined
}

/** What speaks against it, said only when it is asked for. */
function refusalOf(document: WorkflowDocument, source: string, target: string): (() => string) | undefined {
  const from = locate(document, source)
  const to = locate(document, target)
  if (!from || !to) return () => 'There is no such step.'
  const [a, b] = [() => stepLabel(from.step), () => stepLabel(to.step)]
  if (source === target) return () => `${a()} cannot use its own result.`
  if (from.scope.kind === 'handlers') return () => `${a()} only runs when something is undone, so no step can use its result.`
  if (to.scope.kind === 'handlers') return () => `${b()} is a handler: drag from the bottom of ${a()} to make it the undo.`
  if (to.scope.kind === 'failure') return undefined
  const inside = scopeChain(document, to.scope).some((scope) => sameScope(scope, from.scope))
  if (!inside) return () => `${a()} is inside ${containerLabel(document, from)}; outside of it only the whole container has a result.`
  const entry = entryIn(document, to, from.scope)
  if (entry === source) return () => `${b()} is inside ${a()}, which is not finished before it.`
  if (!reachFrom(document, entry).has(source)) return undefined
  return () => `That would be a cycle: ${[...wayBetween(document, entry, source), entry].map((path) => labelOf(document, path)).join(' → ')}.`
}

function scopeChain(document: WorkflowDocument, scope: Scope): Scope[] {
  const chain: Scope[] = []
  for (let at: Scope | undefined = scope; at; at = outerScope(document, at)) chain.push(at)
  return chain
}

function containerLabel(document: WorkflowDocument, { scope }: Located): string {
  return scope.kind === 'container' ? labelOf(document, scope.path) : 'another part'
}

function labelOf(document: WorkflowDocument, path: string): string {
  const found = locate(document, path)
  return found ? stepLabel(found.step) : path
}

/** The step of `scope` that is, or holds, this one. */
function entryIn(document: WorkflowDocument, found: Located, scope: Scope): string {
  let at = found
  while (!sameScope(at.scope, scope)) {
    const outer = at.parent === undefined ? undefined : locate(document, at.parent)
    if (!outer) break
    at = outer
  }
  return at.path
}

/** A forward way from one step to another that it reaches. What is inside a container counts as the container. */
function wayBetween(document: WorkflowDocument, from: string, to: string): readonly string[] {
  const came = reachFrom(document, from)
  const way: string[] = []
  for (let at: string | undefined = to; at !== undefined; at = came.get(at)) way.push(at)
  return way.toReversed()
}

interface Reached {
  readonly from: string
  /** Every step that is reached, and the one before it on the way. */
  readonly came: ReadonlyMap<string, string | undefined>
}

/** Whoever asks what may lead to a step asks for every other step of the workflow: what follows it is looked for once. */
const lastReached = new WeakMap<WorkflowDocument, Reached>()

function reachFrom(document: WorkflowDocument, from: string): Reached['came'] {
  const last = lastReached.get(document)
  if (last?.from === from) return last.came
  const after = followers(document)
  const came = new Map<string, string | undefined>([[from, undefined]])
  // a map is gone through in the order in which it grows
  for (const path of came.keys()) for (const next of after.get(path) ?? []) if (!came.has(next)) came.set(next, path)
  lastReached.set(document, { from, came })
  return came
}

type Followers = ReadonlyMap<string, ReadonlySet<string>>

const knownFollowers = new WeakMap<WorkflowDocument, Followers>()

function followers(document: WorkflowDocument): Followers {
  const known = knownFollowers.get(document)
  if (known) return known
  const after = new Map<string, Set<string>>()
  for (const edge of edgesOf(document)) {
    if (edge.kind !== 'data' && edge.kind !== 'wait') continue
    for (const target of withAncestors(document, edge.target)) {
      if (target === edge.source || edge.source.startsWith(`${target}.`)) continue
      const next = after.get(edge.source)
      if (next) next.add(target)
      else after.set(edge.source, new Set([target]))
    }
  }
  knownFollowers.set(document, after)
  return after
}

function withAncestors(document: WorkflowDocument, path: string): string[] {
  const found = stepIndex(document).get(path)
  return found?.parent === undefined ? [path] : [path, ...withAncestors(document, found.parent)]
}
