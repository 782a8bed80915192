import type { WorkflowDocument } from './document.ts'
import { documentGraph, downstream } from './graph.ts'

export type Verdict = { readonly ok: true } | { readonly ok: false; readonly reason: string }

export interface Connection {
  /** Path of the container that both steps are in; empty at the top. */
  readonly scope: string
  /** Names in that scope: `to` would take the result of `from`, or wait for it. */
  readonly from: string
  readonly to: string
}

/** Whether a forward edge may be drawn between two steps of one scope. Linear. */
export function canConnect(document: WorkflowDocument, { scope: path, from, to }: Connection): Verdict {
  const { scopes } = documentGraph(document)
  const near = scopes.filter((scope) => scope.path === path)
  const scope = near.find(({ steps }) => steps.includes(from) && steps.includes(to))
  if (!scope) return refusal(whyApart(near.flatMap(({ steps }) => steps), { from, to }))
  if (scope.pointer === '/handlers') return refusal('Handlers run alone: they are reached through undo, compensate and check, never by an edge.')
  if (from === to) return refusal(`The step "${from}" cannot need itself.`)
  if (downstream(scope, to).has(from)) return refusal(`The step "${from}" needs "${to}" already, so this would make a cycle.`)
  return { ok: true }
}

function refusal(reason: string): Verdict {
  return { ok: false, reason }
}

function whyApart(names: readonly string[], { from, to }: { readonly from: string; readonly to: string }): string {
  const missing = [from, to].find((name) => !names.includes(name))
  if (missing !== undefined) return `There is no step "${missing}" here.`
  return `The steps "${from}" and "${to}" are in different lists of steps, so no edge can join them.`
}
