import type { WorkflowDocument } from '@eddy/workflow'
import { edgesOf } from '../document/edges.ts'
import { locate, sameScope, type Scope } from '../document/locate.ts'
import { stepLabel } from '../document/step-label.ts'
import type { Verdict } from './can-connect.ts'

/** Whether a step may move to another scope; it may not when a step that stays outside uses its result. */
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
  return { ok: true }
}
