import type { WorkflowDocument } from '@eddy/workflow'
import { noteIdOf, updateNote } from '../document/notes.ts'
import { patchedPositions, type Positions, positionsOf, snap, withPositions } from '../document/positions.ts'
import { command, type Command } from './command.ts'

/** Places steps, by path, and notes, by key; snapped to the grid. */
export function moveSteps(places: Positions, options: { readonly label?: string; readonly merge?: string } = {}): Command {
  const label = options.label ?? (Object.keys(places).length === 1 ? 'Move step' : 'Move steps')
  return command(label, (document) => withPlaces(document, places), options.merge)
}

/** The document with these places; the same one when everything stands there already. */
export function withPlaces(document: WorkflowDocument, places: Positions): WorkflowDocument {
  const positions = positionsOf(document)
  const moved: { [path: string]: readonly [number, number] } = {}
  let next = document
  for (const [path, [x, y]] of Object.entries(places)) {
    const at = [snap(x), snap(y)] as const
    const note = noteIdOf(path)
    if (note !== undefined) {
      next = updateNote(next, note, (before) => (before.position[0] === at[0] && before.position[1] === at[1] ? before : { ...before, position: at }))
      continue
    }
    const before = positions[path]
    if (before?.[0] === at[0] && before[1] === at[1]) continue
    moved[path] = at
  }
  return Object.keys(moved).length ? withPositions(next, patchedPositions(positions, moved)) : next
}
