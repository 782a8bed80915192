import { notesOf, withNotes } from '../document/notes.ts'
import { snap } from '../document/positions.ts'
import { command, type Command } from './command.ts'

export interface AddNote {
  readonly id: string
  readonly position: readonly [number, number]
  readonly text?: string
}

export function addNote({ id, position: [x, y], text = '' }: AddNote): Command {
  return command('Add note', (document) => withNotes(document, [...notesOf(document), { id, text, position: [snap(x), snap(y)] }]))
}

/** An id that no note of the document has. */
export function freeNoteId(taken: readonly { readonly id: string }[]): string {
  const ids = new Set(taken.map(({ id }) => id))
  for (let number = taken.length + 1; ; number++) if (!ids.has(`note_${number}`)) return `note_${number}`
}
