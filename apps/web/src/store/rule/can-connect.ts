import type { WorkflowDocument } from '@eddy/workflow'
import { followersOf } from '../document/downstream.ts'
import { type Located, locate, outerScope, sameScope, type Scope } from '../document/locate.ts'
import { stepLabel } from '../document/step-label.ts'

export type Verdict = { readonly ok: true } | { readonly ok: false; readonly reason: string }

const yes: Verdict = { ok: true }

/** Whether `target` may use the result of `source`, and in words why not. */
export function canConnect(document: WorkflowDocument, source: string, target: string): Verdict {
  const from = locate(document, source)
  const to = locate(document, target)
  if (!from || !to) return no('There is no such step.')
  const [a, b] = [stepLabel(from.step), stepLabel(to.step)]
  if (source === target) return no(`${a} cannot use its own result.`)
  if (from.scope.kind === 'handlers') return no(`${a} only runs when something is undone, so no step can use its result.`)
  if (to.scope.kind === 'handlers') return no(`${b} is a handler: drag from the bottom of ${a} to make it the undo.`)
  if (to.scope.kind === 'failure') return yes
  const inside = scopeChain(document, to.scope).some((scope) => sameScope(scope, from.scope))
  if (!inside) return no(`${a} is inside ${containerLabel(document, from)}; outside of it only the whole container has a result.`)
  const entry = entryIn(document, to, from.scope)
  if (entry === source) return no(`${b} is inside ${a}, which is not finished before it.`)
  const way = wayBetween(document, entry, source)
  return way ? no(`That would be a cycle: ${[...way, entry].map((path) => labelOf(document, path)).join(' → ')}.`) : yes
}

function no(reason: string): Verdict {
  return { ok: false, reason }
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
export function entryIn(document: WorkflowDocument, found: Located, scope: Scope): string {
  let at = found
  while (!sameScope(at.scope, scope)) {
    const outer = at.parent === undefined ? undefined : locate(document, at.parent)
    if (!outer) break
    at = outer
  }
  return at.path
}

/** The shortest forward way from one step to another, or nothing. */
function wayBetween(document: WorkflowDocument, from: string, to: string): readonly string[] | undefined {
  const followers = followersOf(document)
  const before = new Map<string, string | undefined>([[from, undefined]])
  for (const [path] of before) {
    if (path === to) return wayBack(before, to)
    for (const next of followers.get(path) ?? []) if (!before.has(next)) before.set(next, path)
  }
  return undefined
}

function wayBack(before: ReadonlyMap<string, string | undefined>, to: string): readonly string[] {
  const way: string[] = []
  for (let at: string | undefined = to; at !== undefined; at = before.get(at)) way.push(at)
  return way.toReversed()
}
