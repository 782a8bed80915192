import type { View, WorkflowDocument } from '@eddy/workflow'

export type Note = NonNullable<View['notes']>[number]

const none: readonly Note[] = []
const prefix = 'note:'

export const noteSize = { width: 240, height: 144, minWidth: 200, minHeight: 80 }

export function notesOf(document: WorkflowDocument): readonly Note[] {
  return document.view?.notes ?? none
}

/** How a note is called in a selection; no step's path has a colon. */
export function noteKey(id: string): string {
  return prefix + id
}

/** The id of the note that a selected key means; nothing when it means something else. */
export function noteIdOf(key: string): string | undefined {
  return key.startsWith(prefix) ? key.slice(prefix.length) : undefined
}

export function noteAt(document: WorkflowDocument, key: string): Note | undefined {
  const id = noteIdOf(key)
  return id === undefined ? undefined : notesOf(document).find((note) => note.id === id)
}

/** Replaces the notes; an empty view leaves the document as small as it was. */
export function withNotes(document: WorkflowDocument, notes: readonly Note[]): WorkflowDocument {
  if (notes === notesOf(document)) return document
  const { notes: _, ...others } = document.view ?? {}
  const view: View = notes.length ? { ...others, notes } : others
  if (Object.keys(view).length) return { ...document, view }
  const { view: __, ...rest } = document
  return rest
}

/** Changes one note; the same document when nothing comes of it. */
export function updateNote(document: WorkflowDocument, id: string, change: (note: Note) => Note): WorkflowDocument {
  const before = notesOf(document)
  const after = before.map((note) => (note.id === id ? change(note) : note))
  return after.every((note, at) => note === before[at]) ? document : withNotes(document, after)
}
