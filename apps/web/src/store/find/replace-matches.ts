import { type Problem, renameInput, renameStep, type WorkflowDocument } from '@eddy/workflow'
import { command, type Command } from '../command/command.ts'
import { noteIdOf, updateNote } from '../document/notes.ts'
import { locate } from '../document/locate.ts'
import { updateStep } from '../document/scope-steps.ts'
import { fieldWords, type Match } from './match.ts'
import { putText } from './put-text.ts'

export interface Replacement {
  readonly matches: readonly Match[]
  readonly text: string
  readonly validate: (document: WorkflowDocument) => readonly Problem[]
}

export interface Refused {
  readonly match: Match
  readonly reason: string
}

export interface Replaced {
  /** Absent when nothing could be replaced. */
  readonly command?: Command
  readonly count: number
  readonly refused: readonly Refused[]
}

/** All matches of one field: its text is made at once. */
interface Field {
  readonly matches: readonly Match[]
  readonly path: string
  readonly pointer: string
  readonly text: string
}

type Made = { readonly ok: true; readonly document: WorkflowDocument } | { readonly ok: false; readonly reason: string }

/** Puts a text in place of matches, as one edit. What would break the document is left as it is, and told. Renamed steps and inputs take their references along. */
export function replaceMatches(document: WorkflowDocument, { matches, text, validate }: Replacement): Replaced {
  const fields = fieldsOf(matches, text)
  const refused: Refused[] = []
  const done: Field[] = []
  const before = errorsOf(validate(document))
  // the many are tried at once, and halved only where something is wrong
  const attempt = (now: WorkflowDocument, part: readonly Field[]): WorkflowDocument => {
    const [first] = part
    if (!first) return now
    const made = allIn(now, part)
    const fault = made.ok ? faultOf(before, validate(made.document)) : made.reason
    if (made.ok && fault === undefined) {
      done.push(...part)
      return made.document
    }
    if (part.length === 1) {
      refused.push(...first.matches.map((match) => ({ match, reason: fault ?? '' })))
      return now
    }
    const middle = Math.ceil(part.length / 2)
    return attempt(attempt(now, part.slice(0, middle)), part.slice(middle))
  }
  const after = attempt(document, fields)
  const count = done.reduce((sum, field) => sum + field.matches.length, 0)
  if (after === document) return { count: 0, refused }
  const label = count === 1 ? `Replace “${wordOf(matches[0])}” with “${text}”` : `Replace ${count} times “${wordOf(matches[0])}” with “${text}”`
  return { command: command(label, (now) => (now === document ? after : redone(now, done))), count, refused }
}

function wordOf(match: Match | undefined): string {
  return match ? match.text.slice(match.start, match.end) : ''
}

/** The same on another document, as when it is done again. */
function redone(document: WorkflowDocument, fields: readonly Field[]): WorkflowDocument {
  const made = allIn(document, fields)
  return made.ok ? made.document : document
}

/** Names come last and the inner ones first, so that paths mean what they meant. */
function fieldsOf(matches: readonly Match[], text: string): readonly Field[] {
  const fields = new Map<string, Match[]>()
  for (const match of matches) {
    const key = `${match.path} ${match.pointer}`
    const list = fields.get(key)
    if (list) list.push(match)
    else fields.set(key, [match])
  }
  const made = [...fields.values()].flatMap((list): readonly Field[] => {
    const [first] = list
    if (!first) return []
    const next = list.toSorted((left, right) => right.start - left.start).reduce((now, { start, end }) => now.slice(0, start) + text + now.slice(end), first.text)
    return [{ matches: list, path: first.path, pointer: first.pointer, text: next }]
  })
  const depth = (field: Field) => (isName(field) ? 1000 - field.path.split('.').length : 0)
  return made.toSorted((left, right) => depth(left) - depth(right))
}

function isName({ path, pointer }: Field): boolean {
  return path !== '' && pointer === '/name'
}

function allIn(document: WorkflowDocument, fields: readonly Field[]): Made {
  let now = document
  for (const field of fields) {
    const made = oneIn(now, field)
    if (!made.ok) return made
    now = made.document
  }
  return { ok: true, document: now }
}

function oneIn(document: WorkflowDocument, field: Field): Made {
  const { path, pointer, text, matches } = field
  const [first] = matches
  if (isName(field)) return renameStep(document, path, text)
  if (path === '' && /^\/inputs\/\d+\/name$/.test(pointer)) return renameInput(document, first?.text ?? '', text)
  const note = noteIdOf(path)
  const next = note !== undefined ? updateNote(document, note, (now) => ({ ...now, text })) : path === '' ? putText(document, pointer, text) : withField(document, field)
  return next ? { ok: true, document: next } : { ok: false, reason: `${fieldWords(pointer)} is a number, and “${text}” is none.` }
}

function withField(document: WorkflowDocument, { path, pointer, text }: Field): WorkflowDocument | undefined {
  const found = locate(document, path)
  const next = found && putText(found.step, pointer, text)
  return next && updateStep(document, path, () => next)
}

function errorsOf(problems: readonly Problem[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { code, severity } of problems) if (severity === 'error') counts.set(code, (counts.get(code) ?? 0) + 1)
  return counts
}

/** The first problem that was not there before. By number, for a renamed step says its problems in other words. */
function faultOf(before: ReadonlyMap<string, number>, after: readonly Problem[]): string | undefined {
  const counts = errorsOf(after)
  for (const [code, count] of counts) if (count > (before.get(code) ?? 0)) return after.findLast((problem) => problem.code === code)?.message
  return undefined
}
