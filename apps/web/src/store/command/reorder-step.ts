import type { WorkflowDocument } from '@eddy/workflow'
import { locate } from '../document/locate.ts'
import { settled } from '../document/open-space.ts'
import { inOrder, needsOf } from '../document/scope-order.ts'
import { withSteps } from '../document/scope-steps.ts'
import { stepLabel } from '../document/step-label.ts'
import { command, type Command } from './command.ts'
import { withPlaces } from './move-steps.ts'

export type Reorder = { readonly ok: true; readonly command: Command } | { readonly ok: false; readonly reason: string }

/** Puts a step before (-1) or behind (1) its neighbour in the order that its scope is listed in. The drawing stays as it is. */
export function reorderStep(document: WorkflowDocument, path: string, by: -1 | 1): Reorder {
  const found = locate(document, path)
  if (!found) return { ok: false, reason: 'There is no such step.' }
  const { scope, step, parent } = found
  const order = inOrder(document, scope)
  const at = order.indexOf(step)
  const other = order[at + by]
  const label = stepLabel(step)
  if (!other) return { ok: false, reason: `${label} is the ${by < 0 ? 'first' : 'last'} one here.` }
  const [earlier, later] = by < 0 ? [other, step] : [step, other]
  if (needsOf(document, scope).get(later.name)?.has(earlier.name)) return { ok: false, reason: `${stepLabel(later)} needs ${stepLabel(earlier)}, so it stays behind it.` }
  const next = order.with(at, other).with(at + by, step)
  const edit = command(`Move ${label} ${by < 0 ? 'before' : 'behind'} ${stepLabel(other)}`, (now) =>
    withSteps(scope.kind === 'handlers' ? now : withPlaces(now, settled(now, parent)), scope, next),
  )
  return { ok: true, command: edit }
}
