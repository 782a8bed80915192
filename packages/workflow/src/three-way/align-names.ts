import { freeName } from '../merge/free-name.ts'
import { renameInput, renameStep } from '../rename.ts'
import { type FieldClash, type Place, placeId } from './field-clash.ts'
import { findRenames } from './find-renames.ts'
import type { Sides } from './merge-order.ts'
import { sameJson } from './same-json.ts'
import { stepPlaces } from './step-places.ts'
import type { WorkflowDocument } from '../document.ts'

/** Three versions in which one name means one thing. */
export interface Aligned {
  readonly sides: Sides<WorkflowDocument>
  /** Places of steps that one side renamed and the other removed, and all places around them. */
  readonly touched: ReadonlySet<string>
  /** Steps that both sides renamed, differently. */
  readonly clashes: readonly FieldClash[]
  /** Steps of mine that had to make room for one of theirs. */
  readonly renamed: ReadonlyMap<string, string>
}

/**
 * Merging goes by name; this makes names agree first. What one side renamed is renamed in the others. A name that both sides gave to something
 * new of their own stays theirs, which others know already; mine gets the next free one.
 */
export function alignNames(sides: Sides<WorkflowDocument>): Aligned {
  const touched = new Set<string>()
  const clashes: FieldClash[] = []
  const theirRenames = findRenames(sides.base, sides.theirs)
  const forward = follow({ base: sides.base, side: sides.mine, other: sides.theirs, touched, clashes })
  // of the renames there, those that are still to be followed after those here
  const back = theirRenames.length === 0 ? { base: forward.base, other: sides.mine } : follow({ base: forward.base, side: forward.other, other: sides.mine, touched, clashes })
  const apart = keepApart({ base: back.base, mine: back.other, theirs: forward.other })
  return { sides: { base: back.base, mine: apart.mine, theirs: forward.other }, touched, clashes, renamed: apart.renamed }
}

interface Following {
  readonly base: WorkflowDocument
  /** Whose renames are followed. */
  readonly side: WorkflowDocument
  readonly other: WorkflowDocument
  readonly touched: Set<string>
  readonly clashes: FieldClash[]
}

function follow({ side, touched, clashes, ...start }: Following): { readonly base: WorkflowDocument; readonly other: WorkflowDocument } {
  let { base, other } = start
  for (const { path, name } of findRenames(base, side)) {
    const renamed = renameStep(base, path, name)
    const elsewhere = nameElsewhere(base, other, path)
    const followed = elsewhere === undefined ? undefined : renameStep(other, sibling(path, elsewhere), name)
    if (!renamed.ok || followed?.ok === false) continue
    const place = stepPlaces(renamed.document).get(sibling(path, name))?.place ?? []
    if (elsewhere === undefined) for (const around of [[], ...place.map((_key, index) => place.slice(0, index + 1))]) touched.add(placeId(around))
    else clashes.push(...nameClash(place, { base: nameOf(path), mine: name, theirs: elsewhere }))
    base = renamed.document
    other = followed?.document ?? other
  }
  return { base, other }
}

/** What the other side calls a step of the base; nothing when it has it no more. */
function nameElsewhere(base: WorkflowDocument, other: WorkflowDocument, path: string): string | undefined {
  return stepPlaces(other).has(path) ? nameOf(path) : findRenames(base, other).find((rename) => rename.path === path)?.name
}

function sibling(path: string, name: string): string {
  return path.slice(0, path.lastIndexOf('.') + 1) + name
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1)
}

function nameClash(step: Place, names: Sides<string>): readonly FieldClash[] {
  const place = [...step, 'name']
  return names.theirs === names.base || names.theirs === names.mine ? [] : [{ id: placeId(place), place, ...names }]
}

/** New things of both sides under one name: mine gets another. */
function keepApart({ base, mine, theirs }: Sides<WorkflowDocument>): { readonly mine: WorkflowDocument; readonly renamed: ReadonlyMap<string, string> } {
  const renamed = new Map<string, string>()
  let document = mine
  const [before, there] = [stepPlaces(base), stepPlaces(theirs)]
  for (const { path, step } of stepPlaces(mine).values()) {
    const other = there.get(path)
    if (before.has(path) || !other || sameJson(other.step, step)) continue
    const prefix = path.slice(0, path.length - step.name.length)
    const taken = new Set([...there.keys(), ...stepPlaces(document).keys()].filter((known) => known.startsWith(prefix)).map((known) => known.slice(prefix.length)))
    const name = freeName(step.name, taken)
    const moved = renameStep(document, path, name)
    if (!moved.ok) continue
    document = moved.document
    renamed.set(path, prefix + name)
  }
  return { mine: notesApart({ base, mine: inputsApart({ base, mine: document, theirs }), theirs }), renamed }
}

function inputsApart({ base, mine, theirs }: Sides<WorkflowDocument>): WorkflowDocument {
  const known = (document: WorkflowDocument) => new Map(document.inputs?.map((input) => [input.name, input]))
  const [before, there] = [known(base), known(theirs)]
  let document = mine
  for (const input of mine.inputs ?? []) {
    const other = there.get(input.name)
    if (before.has(input.name) || !other || sameJson(other, input)) continue
    const moved = renameInput(document, input.name, freeName(input.name, new Set([...there.keys(), ...known(document).keys()])))
    if (moved.ok) document = moved.document
  }
  return document
}

function notesApart({ base, mine, theirs }: Sides<WorkflowDocument>): WorkflowDocument {
  const known = (document: WorkflowDocument) => new Map(document.view?.notes?.map((note) => [note.id, note]))
  const [before, there, here] = [known(base), known(theirs), known(mine)]
  const doubled = [...here.values()].filter((note) => !before.has(note.id) && there.has(note.id) && !sameJson(there.get(note.id), note))
  if (doubled.length === 0) return mine
  const taken = new Set([...there.keys(), ...here.keys()])
  const notes = mine.view?.notes?.map((note) => {
    if (!doubled.includes(note)) return note
    const id = freeName(note.id, taken)
    taken.add(id)
    return { ...note, id }
  })
  return { ...mine, view: { ...mine.view, ...(notes && { notes }) } }
}
