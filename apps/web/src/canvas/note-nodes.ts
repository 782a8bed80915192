import type { WorkflowDocument } from '@eddy/workflow'
import type { Node } from '@xyflow/react'
import { type Note, noteKey, noteSize, notesOf } from '../store/document/notes.ts'
import type { CardNode } from './nodes.ts'
import { noTabStop } from './tab-stop.ts'

export interface NoteData extends Record<string, unknown> {
  readonly note: Note
  readonly editable: boolean
}

export type NoteNode = Node<NoteData, 'note'>
export type DrawnNode = CardNode | NoteNode

/** Under every card and line. */
const beneath = -1

export interface NoteSources {
  readonly document: WorkflowDocument
  readonly editable: boolean
  /** Keys of the notes that are wanted; absent: all. */
  readonly only?: ReadonlySet<string>
}

/** The drawing's notes; one that would come out the same is used again, as with cards. */
export function buildNotes({ document, editable, only }: NoteSources, drawn: Map<string, NoteNode>): NoteNode[] {
  return notesOf(document).filter(({ id }) => only?.has(noteKey(id)) ?? true).map((note) => {
    const known = drawn.get(note.id)
    if (known && known.data.note === note && known.data.editable === editable) return known
    const [width, height] = note.size ?? [noteSize.width, noteSize.height]
    const node: NoteNode = {
      id: noteKey(note.id),
      type: 'note',
      position: { x: note.position[0], y: note.position[1] },
      width,
      height,
      measured: { width, height },
      zIndex: beneath,
      draggable: editable,
      selectable: editable,
      focusable: editable,
      connectable: false,
      domAttributes: noTabStop,
      ariaLabel: `Note ${note.text.slice(0, 60)}`,
      data: { note, editable },
    }
    drawn.set(note.id, node)
    return node
  })
}
