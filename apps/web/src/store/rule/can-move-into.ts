import type { WorkflowDocument } from '@eddy/workflow'
import { edgesOf } from '../document/edges.ts'
import { locate, sameScope, type Scope } from '../document/locate.ts'
import { stepLabel } from '../document/step-label.ts'
import type { Verdict } from './can-connect.ts'

/** Whether a step may move to another scope; it may not when one that stays behind uses its result, or when it would no longer see what it uses. */
export function canMoveInto(document: WorkflowDocument, path: string, scope: Scope): Verdict {
  const found = locate(document, path)
  if (!found) return { ok: false, reason: 'There is no such step.' }
  const label = stepLabel(found.step)
  if (sameScope(found.scope, scope)) return { ok: false, reason: `${label} is already there.` }
  if (found.scope.kind === 'handlers') return { ok: false, reason: `${label} is a handler and stays beneath its step.` }
  if (scope.kind === 'container' && (scope.path === path || scope.path.startsWith(`${path}.`))) return { ok: false, reason: `${label} cannot go into itself.` }
  const user = edgesOf(document).find((edge) => edge.source === path && (edge.kind === 'data' || edge.kind === 'wait') && !(scope.kind === 'container' && edge.target.startsWith(`${scope.path}.`)))
  if (user) {
    const other = locate(document, user.target)
    return { ok: false, reason: `${other ? stepLabel(other.step) : user.target} uses the result of ${label}, which it could not see in there.` }
  }
  const lost = lostSource(document, path, scope)
  return lost === undefined ? { ok: true } : { ok: false, reason: `${label} uses ${lost}, which it could not see out there.` }
}

/** What the step, or something in it, takes from a container that it would leave. */
function lostSource(document: WorkflowDocument, path: string, scope: Scope): string | undefined {
  const isInside = (other: string) => other === path || other.startsWith(`${path}.`)
  const seen = (container: string) => container === '' || (scope.kind === 'container' && (scope.path === container || scope.path.startsWith(`${container}.`)))
  const edge = edgesOf(document).find(({ kind, source, target }) => (kind === 'data' || kind === 'wait') && isInside(target) && !isInside(source) && !seen(parentOf(source)))
  const source = edge && locate(document, edge.source)
  if (edge) return `the result of ${source ? stepLabel(source.step) : edge.source}`
  const container = locate(document, path)?.step.arguments?.flatMap(({ from }) => ('element' in from ? [from.element] : [])).find((name) => !(scope.kind === 'container' && scope.path.split('.').includes(name)))
  return container === undefined ? undefined : `the element of ${container}`
}

function parentOf(path: string): string {
  return path.includes('.') ? path.slice(0, path.lastIndexOf('.')) : ''
}
