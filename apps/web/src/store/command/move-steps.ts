import type { WorkflowDocument } from '@eddy/workflow'
import { noteIdOf, updateNote } from '../document/notes.ts'
import { patchedPositions, type Positions, positionsOf, snap, withPositions } from '../document/positions.ts'
import { command, type Command } from './command.ts'

export interface Move {
  readonly label?: string
  readonly merge?: string
  /** To the pixel instead of to the grid: what is in line with others may stand between its lines. */
  readonly exact?: boolean
}

/** Places steps, by path, and notes, by key; snapped to the grid. */
export function moveSteps(places: Positions, options: Move = {}): Command {
  const label = options.label ?? (Object.keys(places).length === 1 ? 'Move step' : 'Move steps')
  return command(label, (document) => withPlaces(document, places, options.exact ? pixel : snap), options.merge)
}

/** The document with these places; the same one when everything stands there already. */
export function withPlaces(document: WorkflowDocument, places: Positions, on: (value: number) => number = snap): WorkflowDocument {
  const positions = positionsOf(document)
  const moved: { [path: string]: readonly [number, number] } = {}
  let next = document
  for (const [path, [x, y]] of Object.entries(places)) {
    const at = [on(x), on(y)] as const
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

function pixel(value: number): number {
  // never minus zero, which JSON does not know
  return Math.round(value) || 0
}
