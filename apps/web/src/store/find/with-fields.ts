import { renameInput, renameStep, type Step, type WorkflowDocument } from '@eddy/workflow'
import { mapSteps } from '../document/map-steps.ts'
import { noteIdOf, updateNote } from '../document/notes.ts'
import { fieldWords, type Match } from './match.ts'
import { putKey, putText } from './put-text.ts'

/** All matches of one field: its text is made at once. */
export interface Field {
  readonly matches: readonly Match[]
  readonly path: string
  readonly pointer: string
  readonly inKey: boolean
  /** What the field holds afterwards, or is called. */
  readonly text: string
}

export interface Filled {
  readonly document: WorkflowDocument
  /** Fields that could not take their text, and why. */
  readonly failed: readonly (readonly [Field, string])[]
}

export function fieldsOf(matches: readonly Match[], text: string): readonly Field[] {
  const fields = new Map<string, Match[]>()
  for (const match of matches) {
    const key = `${match.path} ${match.pointer} ${match.inKey ?? false}`
    const list = fields.get(key)
    if (list) list.push(match)
    else fields.set(key, [match])
  }
  return [...fields.values()].flatMap((list): readonly Field[] => {
    const [first] = list
    if (!first) return []
    const next = list.toSorted((left, right) => right.start - left.start).reduce((now, { start, end }) => now.slice(0, start) + text + now.slice(end), first.text)
    return [{ matches: list, path: first.path, pointer: first.pointer, inKey: first.inKey ?? false, text: next }]
  })
}

/** The document with these texts: those of steps in one pass, then names, the inner ones first, so that paths mean what they meant. Linear but for renames. */
export function withFields(document: WorkflowDocument, fields: readonly Field[]): Filled {
  const failed: (readonly [Field, string])[] = []
  const names = fields.filter(isName).toSorted((left, right) => right.path.split('.').length - left.path.split('.').length)
  const filled = withStepTexts(document, fields.filter((field) => !isName(field)), failed)
  let now = filled
  for (const field of names) {
    const renamed = isInputName(field) ? renameInput(now, field.matches[0]?.text ?? '', field.text) : renameStep(now, field.path, field.text)
    if (renamed.ok) now = renamed.document
    else failed.push([field, renamed.reason])
  }
  return { document: now, failed }
}

function isName(field: Field): boolean {
  return (field.path !== '' && field.pointer === '/name') || isInputName(field)
}

function isInputName({ path, pointer }: Field): boolean {
  return path === '' && /^\/inputs\/\d+\/name$/.test(pointer)
}

function withStepTexts(document: WorkflowDocument, fields: readonly Field[], failed: (readonly [Field, string])[]): WorkflowDocument {
  const byPath = new Map<string, Field[]>()
  let now = document
  for (const field of inOrder(fields)) {
    const note = noteIdOf(field.path)
    if (note !== undefined) now = updateNote(now, note, (before) => ({ ...before, text: field.text }))
    else if (field.path === '') now = filledIn(now, field, failed)
    else byPath.set(field.path, [...(byPath.get(field.path) ?? []), field])
  }
  return mapSteps(now, (step, path): Step => {
    const own = byPath.get(path)
    // of two steps with one path only the first was searched
    byPath.delete(path)
    return own ? own.reduce((made, field) => filledIn(made, field, failed), step) : step
  })
}

/** Values, then keys, the inner ones first: a pointer means what it meant as long as the keys in it are the old ones. */
function inOrder(fields: readonly Field[]): readonly Field[] {
  const keys = fields.filter(({ inKey }) => inKey).toSorted((left, right) => right.pointer.split('/').length - left.pointer.split('/').length)
  return [...fields.filter(({ inKey }) => !inKey), ...keys]
}

function filledIn<T extends object>(value: T, field: Field, failed: (readonly [Field, string])[]): T {
  if (field.inKey) {
    const renamed = putKey(value, field.pointer, field.text)
    if (!renamed) failed.push([field, field.text === '' ? 'A key without letters is none.' : `There is a key “${field.text}” already.`])
    return renamed ?? value
  }
  const next = putText(value, field.pointer, field.text)
  if (!next) failed.push([field, `${fieldWords(field.pointer)} is a number, and “${field.text}” is none.`])
  return next ?? value
}
