import type { Input, Step, WorkflowDocument } from '@eddy/workflow'
import { absolutePlace } from './absolute-place.ts'
import { distinctNames } from './distinct-names.ts'
import { locate, type Located } from './locate.ts'
import { type Note, noteAt } from './notes.ts'
import { placesOf } from './placement.ts'

/** Steps on the clipboard, with the handlers they name and where they stood, and notes. */
export interface Fragment {
  readonly steps: readonly Step[]
  readonly handlers: readonly Step[]
  readonly positions: { readonly [name: string]: readonly [number, number] }
  readonly notes?: readonly Note[]
  /** The workflow's inputs that the steps take. */
  readonly inputs?: readonly Input[]
}

/** What copying a selection takes along; inner steps come with their container, and each step with a name of its own. Nothing when neither a step nor a note is selected. */
export function fragmentOf(document: WorkflowDocument, paths: ReadonlySet<string>): Fragment | undefined {
  const found = [...paths].flatMap((path) => locate(document, path) ?? []).filter(({ path }) => ![...paths].some((other) => path.startsWith(`${other}.`)))
  const steps = found.filter(({ scope }) => scope.kind !== 'handlers')
  const notes = [...paths].flatMap((key) => noteAt(document, key) ?? [])
  if (!steps.length && !notes.length) return undefined
  const places = placesOf(document)
  const names = new Set<string>()
  for (const { step } of steps) addHandlers(step, names)
  const handlers = (document.handlers ?? []).filter((handler) => names.has(handler.name))
  const taken = new Set([...steps.map(({ step }) => step), ...handlers].flatMap(inputsOf))
  const inputs = (document.inputs ?? []).filter(({ name }) => taken.has(name))
  const from = measuredFrom(document, steps[0])
  const copies = distinctNames(document, steps, new Set(handlers.map(({ name }) => name)))
  return {
    steps: copies,
    handlers,
    positions: Object.fromEntries(
      steps.flatMap(({ path, parent }, index) => {
        const [place, copy] = [places.get(path), copies[index]]
        return place && copy ? [[copy.name, from(place, parent)]] : []
      }),
    ),
    ...(notes.length ? { notes } : {}),
    ...(inputs.length ? { inputs } : {}),
  }
}

/** Places count from the corner of their container: those of others are told from the corner of the first one's. */
function measuredFrom(document: WorkflowDocument, first: Located | undefined): (place: { readonly x: number; readonly y: number }, parent: string | undefined) => readonly [number, number] {
  const corner = (parent: string | undefined) => (parent === undefined ? undefined : absolutePlace(document, parent)) ?? { x: 0, y: 0 }
  const own = corner(first?.parent)
  return ({ x, y }, parent) => {
    if (parent === first?.parent) return [x, y]
    const other = corner(parent)
    return [x + other.x - own.x, y + other.y - own.y]
  }
}

function addHandlers(step: Step, names: Set<string>): void {
  for (const name of [step.undo, step.compensate, step.check]) if (name !== undefined) names.add(name)
  for (const inner of innerOf(step)) addHandlers(inner, names)
}

function inputsOf(step: Step): readonly string[] {
  return [...(step.arguments ?? []).flatMap(({ from }) => ('input' in from ? [from.input] : [])), ...innerOf(step).flatMap(inputsOf)]
}

function innerOf({ steps = [], branches = [] }: Step): readonly Step[] {
  return [...steps, ...branches.flatMap((branch) => branch.steps)]
}

export function fragmentText(fragment: Fragment): string {
  return JSON.stringify({ 'eddy-steps': 1, ...fragment }, null, 2)
}

export type Clipboard = { readonly ok: true; readonly fragment: Fragment } | { readonly ok: false; readonly reason: string }

/** Reads a clipboard, or says what it holds instead of steps. */
export function readClipboard(text: string): Clipboard {
  if (text.trim() === '') return no('There is no text on the clipboard, so nothing was pasted.')
  if (!text.includes('"eddy-steps"')) return no(isWhole(text) ? 'What is on the clipboard is a whole workflow, not a copy of steps. The start page imports it: Import, then paste it there.' : 'What is on the clipboard is not a copy of Eddy steps, so nothing was pasted.')
  const value = parsed(text)
  if (typeof value === 'object' && value !== null && 'eddy-steps' in value && value['eddy-steps'] !== 1) return no('These steps were copied with another version of Eddy, so they were not pasted.')
  if (!isFragment(value)) return no('The copied steps are damaged, so nothing was pasted. Copy them again.')
  const { steps, handlers, positions, notes, inputs } = value
  return { ok: true, fragment: { steps, handlers, positions, ...(notes ? { notes } : {}), ...(inputs ? { inputs } : {}) } }
}

/** What other editors, and this one, keep a workflow as. */
function isWhole(text: string): boolean {
  if (/^\s*(?:%%.*\n\s*)*(?:flowchart|graph)\s/.test(text)) return true
  const value = parsed(text)
  return isObject(value) && ('eddy' in value || ('nodes' in value && 'connections' in value) || 'states' in value || 'States' in value)
}

function no(reason: string): Clipboard {
  return { ok: false, reason }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isFragment(value: unknown): value is Fragment {
  if (!isObject(value)) return false
  const { steps, handlers, positions, notes, inputs } = value
  const lists = (inputs === undefined || isList(inputs, isInput)) && isList(steps, isStep) && isList(handlers, isStep) && (notes === undefined || isList(notes, isNote))
  return lists && isObject(positions) && Object.values(positions).every(isPoint) && (steps.length > 0 || notes !== undefined)
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isList<T>(value: unknown, is: (item: unknown) => item is T): value is readonly T[] {
  return Array.isArray(value) && value.every(is)
}

function isPoint(value: unknown): value is readonly [number, number] {
  return Array.isArray(value) && value.length === 2 && value.every(Number.isFinite)
}

function isNote(value: unknown): value is Note {
  return isObject(value) && typeof value['id'] === 'string' && typeof value['text'] === 'string' && isPoint(value['position']) && (value['size'] === undefined || isPoint(value['size']))
}

function isInput(value: unknown): value is Input {
  return isObject(value) && typeof value['name'] === 'string' && (value['schema'] === undefined || isObject(value['schema']))
}

function isStep(value: unknown): value is Step {
  if (!isObject(value) || typeof value['name'] !== 'string' || typeof value['kind'] !== 'string') return false
  const { steps, branches, arguments: args, waitFor } = value
  const inner = (steps === undefined || isList(steps, isStep)) && (branches === undefined || isList(branches, isBranch))
  return inner && (args === undefined || isList(args, isArgument)) && (waitFor === undefined || isList(waitFor, isString))
}

function isBranch(value: unknown): value is NonNullable<Step['branches']>[number] {
  return isObject(value) && isList(value['steps'], isStep)
}

function isArgument(value: unknown): value is NonNullable<Step['arguments']>[number] {
  return isObject(value) && typeof value['name'] === 'string' && isObject(value['from'])
}

function isString(value: unknown): value is string {
  return typeof value === 'string'
}
