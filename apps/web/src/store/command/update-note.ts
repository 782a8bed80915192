import { noteSize, updateNote as updated } from '../document/notes.ts'
import { snap } from '../document/positions.ts'
import { command, type Command } from './command.ts'

export function writeNote(id: string, text: string): Command {
  return command('Write note', (document) => updated(document, id, (note) => (note.text === text ? note : { ...note, text })))
}

export function resizeNote(id: string, size: readonly [number, number]): Command {
  const next = [Math.max(noteSize.minWidth, snap(size[0])), Math.max(noteSize.minHeight, snap(size[1]))] as const
  return command('Resize note', (document) => updated(document, id, (note) => (note.size?.[0] === next[0] && note.size[1] === next[1] ? note : { ...note, size: next })))
}
