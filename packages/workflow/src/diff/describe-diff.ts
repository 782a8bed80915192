import type { Place } from '../three-way/field-clash.ts'
import { ORDER } from '../three-way/field-clash.ts'
import type { DocumentDiff, StepDiff } from './diff-documents.ts'
import type { FieldChange } from './field-change.ts'
import type { LineChange } from './diff-lines.ts'

const LONGEST = 60

/** A diff in sentences, one a line: for the command line, a pull request, an agent. */
export function describeDiff({ steps, fields, lines }: DocumentDiff): readonly string[] {
  return [...fields.map((field) => `workflow: ${describeField(field)}`), ...steps.flatMap(describeStep), ...lines.map(describeLine)]
}

function describeStep({ change, path, was, fields }: StepDiff): readonly string[] {
  const inner = fields.map((field) => `${path}: ${describeField(field)}`)
  if (change === 'added') return [`+ ${path}`]
  if (change === 'removed') return [`- ${path}`]
  return change === 'renamed' ? [`${was ?? ''} → ${path}`, ...inner] : inner
}

/** `config/url "a" → "b"`. */
export function describeField({ place, before, after }: FieldChange): string {
  const name = nameOfPlace(place)
  if (before === undefined) return `${name} is new: ${brief(after)}`
  if (after === undefined) return `${name} is gone: ${brief(before)}`
  return `${name} ${brief(before)} → ${brief(after)}`
}

function nameOfPlace(place: Place): string {
  return place.at(-1) === ORDER ? `order of ${place.slice(0, -1).join('/')}` : place.join('/')
}

function describeLine({ change, kind, from, to }: LineChange): string {
  return `${change === 'added' ? '+' : '-'} ${from} ${kind === 'data' ? '→' : `—${kind}→`} ${to}`
}

function brief(value: unknown): string {
  const text = JSON.stringify(value) ?? ''
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`
}
