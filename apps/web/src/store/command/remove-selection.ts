import type { Step, WorkflowDocument } from '@eddy/workflow'
import { type Edge, edgesOf } from '../document/edges.ts'
import { noteAt, noteKey, notesOf, withNotes } from '../document/notes.ts'
import { locate, resolveName, type Scope } from '../document/locate.ts'
import { mapSteps } from '../document/map-steps.ts'
import { positionsOf, rekeyPositions, withPositions } from '../document/positions.ts'
import { stepLabel } from '../document/step-label.ts'
import { command, type Command } from './command.ts'
import { withWaits } from './connect.ts'

/** Removes steps, with everything that refers to them, edges (by id) and notes (by key). */
export function removeSelection(document: WorkflowDocument, ids: ReadonlySet<string>): Command {
  const steps = [...ids].flatMap((id) => locate(document, id)?.step ?? [])
  const [first] = steps
  const rest = [...ids].some((id) => noteAt(document, id)) ? 'Delete note' : 'Delete connection'
  const label = steps.length === 1 && first ? `Delete ${stepLabel(first)}` : steps.length ? `Delete ${steps.length} steps` : rest
  return command(label, (now) => withoutNotes(removed(now, ids), ids))
}

function withoutNotes(document: WorkflowDocument, ids: ReadonlySet<string>): WorkflowDocument {
  const kept = notesOf(document).filter(({ id }) => !ids.has(noteKey(id)))
  return kept.length === notesOf(document).length ? document : withNotes(document, kept)
}

function removed(document: WorkflowDocument, ids: ReadonlySet<string>): WorkflowDocument {
  const gone = (path: string) => ids.has(path) || [...ids].some((id) => path.startsWith(`${id}.`) && locate(document, id) !== undefined)
  const cut = new Set(edgesOf(document).filter((edge) => ids.has(edge.id) || gone(edge.source) || gone(edge.target)))
  const next = mapSteps(document, (step, path, scope) => (gone(path) ? undefined : withoutEdges(withoutReturn(step, (name) => locate(document, path) !== undefined && gone(`${path}.${name}`)), { document, path, scope, cut })))
  const placed = withPositions(next, rekeyPositions(positionsOf(next), (path) => (gone(path) ? undefined : path)))
  if (placed.return === undefined || !gone(placed.return)) return placed
  const { return: _, ...rest } = placed
  return rest
}

interface Cut {
  readonly document: WorkflowDocument
  readonly path: string
  readonly scope: Scope
  readonly cut: ReadonlySet<Edge>
}

function withoutEdges(step: Step, { document, path, scope, cut }: Cut): Step {
  let next = step
  for (const edge of cut) {
    if (edge.kind === 'undo' || edge.kind === 'compensate') {
      if (edge.source === path) next = withoutHandler(next, edge)
      continue
    }
    if (edge.target !== path) continue
    const means = (name: string) => resolveName(document, scope, name) === edge.source
    if (edge.kind === 'data') next = { ...next, arguments: (next.arguments ?? []).filter((argument) => !('result' in argument.from && means(argument.from.result))) }
    else next = withWaits(next, (next.waitFor ?? []).filter((name) => !means(name)))
  }
  return next
}

function withoutHandler(step: Step, { kind, target }: Edge): Step {
  const next = { ...step }
  if (kind === 'undo' && next.undo === target) delete next.undo
  if (kind === 'compensate') {
    if (next.compensate === target) delete next.compensate
    if (next.check === target) delete next.check
  }
  return next
}

function withoutReturn(step: Step, gone: (name: string) => boolean): Step {
  if (step.return === undefined || !gone(step.return)) return step
  const { return: _, ...rest } = step
  return rest
}
