import type { Input, WorkflowDocument } from '@eddy/workflow'
import type { Fragment } from '../document/fragment.ts'
import { isInside } from '../document/inside.ts'
import { pathIn, resolveName, root, type Scope, stepIndex } from '../document/locate.ts'
import { takenNames, uniqueName } from '../document/names.ts'
import { noteKey, notesOf, withNotes } from '../document/notes.ts'
import { settled } from '../document/open-space.ts'
import { patchedPositions, positionsOf, snap, withPositions } from '../document/positions.ts'
import { copied } from '../document/rename-copies.ts'
import { stepsOf, withSteps } from '../document/scope-steps.ts'
import { stepLabel } from '../document/step-label.ts'
import { canConnect } from '../rule/can-connect.ts'
import { freeNoteId } from './add-note.ts'
import { command, type Command } from './command.ts'

export interface Paste {
  readonly fragment: Fragment
  /** How far from where they were copied. */
  readonly offset: readonly [number, number]
  /** Where they go; the top level when it is not said. */
  readonly scope?: Scope
}

const none: ReadonlySet<string> = new Set()

/** The names under which a paste would arrive, old to new. */
export function pastedNames(document: WorkflowDocument, fragment: Fragment, scope: Scope = root): ReadonlyMap<string, string> {
  // handlers all stand at the top, whatever names them
  const [top, inner, added] = [stepIndex(document), scope.kind === 'container' ? takenNames(document, scope) : none, new Set<string>()]
  const taken = { has: (name: string) => top.has(name) || inner.has(name) || added.has(name) }
  const names = new Map<string, string>()
  for (const step of [...fragment.steps, ...fragment.handlers]) {
    const name = uniqueName(step.name, taken)
    added.add(name)
    names.set(step.name, name)
  }
  return names
}

/** Adds copies, at the top level or in a container. References among them follow; those to steps that are not here are left out. */
export function paste(request: Paste): Command {
  return command(labelOf(request.fragment), (document) => pasted(document, request).document)
}

/** What a paste would select, the names that it refers to and that are not here, and the inputs that the workflow gets by it. */
export function pastePreview(document: WorkflowDocument, request: Paste): { readonly keys: ReadonlySet<string>; readonly lost: readonly string[]; readonly inputs: readonly string[] } {
  const { document: after, lost } = pasted(document, request)
  const { scope = root } = request
  const names = pastedNames(document, request.fragment, scope)
  const notes = notesOf(after).slice(notesOf(document).length)
  return { inputs: newInputs(document, request.fragment).map(({ name }) => name), keys: new Set([...request.fragment.steps.flatMap((step) => (names.has(step.name) ? [pathIn(scope, names.get(step.name) ?? '')] : [])), ...notes.map(({ id }) => noteKey(id))]), lost }
}

function labelOf({ steps, notes = [] }: Fragment): string {
  const [only] = steps
  if (!only) return notes.length === 1 ? 'Paste note' : `Paste ${notes.length} notes`
  return steps.length === 1 ? `Paste ${stepLabel(only)}` : `Paste ${steps.length} steps`
}

interface Pasted {
  readonly document: WorkflowDocument
  readonly lost: readonly string[]
}

/** By what it was pasted into: a preview and its paste are one piece of work. */
const last = new WeakMap<Paste, Pasted & { readonly into: WorkflowDocument }>()

function pasted(document: WorkflowDocument, request: Paste): Pasted {
  const found = last.get(request)
  if (found?.into === document) return found
  const made = { ...makePaste(document, request), into: document }
  last.set(request, made)
  return made
}

function makePaste(document: WorkflowDocument, { fragment, offset, scope = root }: Paste): Pasted {
  const names = pastedNames(document, fragment, scope)
  const lost = new Set<string>()
  const here = new Set((document.handlers ?? []).map(({ name }) => name))
  const copying = {
    names: new Map(fragment.steps.flatMap(({ name }) => (names.has(name) ? [[name, names.get(name) ?? name] as const] : []))),
    known: (name: string) => seenFrom(document, scope, name),
    containers: new Set(scope.kind === 'container' ? scope.path.split('.') : []),
    handlers: new Map(fragment.handlers.map(({ name }) => [name, names.get(name) ?? name] as const)),
    knownHandler: (name: string) => here.has(name),
    onLost: (name: string) => void lost.add(name),
  }
  const steps = fragment.steps.map((step) => copied(step, copying))
  const handlers = fragment.handlers.map((step) => ({ ...copied(step, copying), name: names.get(step.name) ?? step.name }))
  const inserted = withSteps(document, scope, [...stepsOf(document, scope), ...steps])
  const inputs = newInputs(document, fragment)
  const fed: WorkflowDocument = inputs.length ? { ...inserted, inputs: [...(document.inputs ?? []), ...inputs] } : inserted
  const added: WorkflowDocument = handlers.length ? { ...fed, handlers: [...(document.handlers ?? []), ...handlers] } : fed
  const moved = ([x, y]: readonly [number, number]) => [snap(x + offset[0]), snap(y + offset[1])] as const
  const places = Object.entries(fragment.positions).flatMap(([name, at]) => {
    const to = names.get(name)
    return to === undefined ? [] : [[pathIn(scope, to), moved(at)] as const]
  })
  // in a container only distances matter, so what stands there is placed along
  const beside = scope.kind === 'container' ? settled(document, scope.path) : {}
  const placed = places.length ? withPositions(added, patchedPositions(positionsOf(added), { ...beside, ...Object.fromEntries(places) })) : added
  return { document: withPastedNotes(placed, fragment, moved), lost: [...lost] }
}

/** What the steps take and this workflow is not started with. */
function newInputs({ inputs = [] }: WorkflowDocument, fragment: Fragment): readonly Input[] {
  return (fragment.inputs ?? []).filter(({ name }) => !inputs.some((input) => input.name === name))
}

/** Whether a copy may use what is called so there: it means something, and comes before it. */
function seenFrom(document: WorkflowDocument, scope: Scope, name: string): boolean {
  const path = resolveName(document, scope, name)
  if (path === undefined || scope.kind !== 'container') return path !== undefined
  return isInside(path, scope.path) || canConnect(document, path, scope.path).ok
}

function withPastedNotes(document: WorkflowDocument, { notes = [] }: Fragment, moved: (at: readonly [number, number]) => readonly [number, number]): WorkflowDocument {
  if (!notes.length) return document
  const all = [...notesOf(document)]
  for (const note of notes) all.push({ ...note, id: freeNoteId(all), position: moved(note.position) })
  return withNotes(document, all)
}
