import type { WorkflowDocument } from '@eddy/workflow'
import type { Fragment } from '../document/fragment.ts'
import { resolveName, root } from '../document/locate.ts'
import { takenNames, uniqueName } from '../document/names.ts'
import { noteKey, notesOf, withNotes } from '../document/notes.ts'
import { positionsOf, snap, withPositions } from '../document/positions.ts'
import { copied } from '../document/rename-copies.ts'
import { stepLabel } from '../document/step-label.ts'
import { freeNoteId } from './add-note.ts'
import { command, type Command } from './command.ts'

export interface Paste {
  readonly fragment: Fragment
  /** How far from where they were copied. */
  readonly offset: readonly [number, number]
}

/** The names under which a paste would arrive, old to new. */
export function pastedNames(document: WorkflowDocument, fragment: Fragment): ReadonlyMap<string, string> {
  const taken = takenNames(document, root)
  const names = new Map<string, string>()
  for (const step of [...fragment.steps, ...fragment.handlers]) {
    const name = uniqueName(step.name, taken)
    taken.add(name)
    names.set(step.name, name)
  }
  return names
}

/** Adds copies at the top level. References among them follow; those to steps that are not here are left out. */
export function paste({ fragment, offset }: Paste): Command {
  return command(labelOf(fragment), (document) => pasted(document, { fragment, offset }).document)
}

/** What a paste would select, and the names that it refers to and that are not here. */
export function pastePreview(document: WorkflowDocument, request: Paste): { readonly keys: ReadonlySet<string>; readonly lost: readonly string[] } {
  const { document: after, lost } = pasted(document, request)
  const names = pastedNames(document, request.fragment)
  const notes = notesOf(after).slice(notesOf(document).length)
  return { keys: new Set([...request.fragment.steps.flatMap((step) => names.get(step.name) ?? []), ...notes.map(({ id }) => noteKey(id))]), lost }
}

function labelOf({ steps, notes = [] }: Fragment): string {
  const [only] = steps
  if (!only) return notes.length === 1 ? 'Paste note' : `Paste ${notes.length} notes`
  return steps.length === 1 ? `Paste ${stepLabel(only)}` : `Paste ${steps.length} steps`
}

function pasted(document: WorkflowDocument, { fragment, offset }: Paste): { readonly document: WorkflowDocument; readonly lost: readonly string[] } {
  const names = pastedNames(document, fragment)
  const lost = new Set<string>()
  const here = new Set((document.handlers ?? []).map(({ name }) => name))
  const copying = {
    names: new Map(fragment.steps.flatMap(({ name }) => (names.has(name) ? [[name, names.get(name) ?? name] as const] : []))),
    known: (name: string) => resolveName(document, root, name) !== undefined,
    handlers: new Map(fragment.handlers.map(({ name }) => [name, names.get(name) ?? name] as const)),
    knownHandler: (name: string) => here.has(name),
    onLost: (name: string) => void lost.add(name),
  }
  const steps = fragment.steps.map((step) => copied(step, copying))
  const handlers = fragment.handlers.map((step) => ({ ...copied(step, copying), name: names.get(step.name) ?? step.name }))
  const added: WorkflowDocument = {
    ...document,
    steps: [...document.steps, ...steps],
    ...(handlers.length ? { handlers: [...(document.handlers ?? []), ...handlers] } : {}),
  }
  const moved = ([x, y]: readonly [number, number]) => [snap(x + offset[0]), snap(y + offset[1])] as const
  const places = Object.entries(fragment.positions).flatMap(([name, at]) => {
    const to = names.get(name)
    return to === undefined ? [] : [[to, moved(at)] as const]
  })
  const placed = places.length ? withPositions(added, { ...positionsOf(added), ...Object.fromEntries(places) }) : added
  return { document: withPastedNotes(placed, fragment, moved), lost: [...lost] }
}

function withPastedNotes(document: WorkflowDocument, { notes = [] }: Fragment, moved: (at: readonly [number, number]) => readonly [number, number]): WorkflowDocument {
  if (!notes.length) return document
  const all = [...notesOf(document)]
  for (const note of notes) all.push({ ...note, id: freeNoteId(all), position: moved(note.position) })
  return withNotes(document, all)
}
