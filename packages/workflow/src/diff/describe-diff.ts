import type { Place } from '../three-way/field-clash.ts'
import { ORDER } from '../three-way/field-clash.ts'
import type { DocumentDiff, StepDiff } from './diff-documents.ts'
import type { FieldChange } from './field-change.ts'
import type { LineChange } from './diff-lines.ts'

const LONGEST = 60

/** A diff in sentences, one a line: for the command line, a pull request, an agent. `nameOf`: what a step is called, by its path. */
export function describeDiff({ steps, fields, lines }: DocumentDiff, nameOf: (path: string) => string = String): readonly string[] {
  return [...fields.map((field) => `workflow: ${describeField(field)}`), ...steps.flatMap((step) => describeStep(step, nameOf)), ...lines.map((line) => describeLine(line, nameOf))]
}

function describeStep({ change, path, was, fields }: StepDiff, nameOf: (path: string) => string): readonly string[] {
  const name = nameOf(path)
  const inner = fields.map((field) => `${name}: ${describeField(field)}`)
  if (change === 'added') return [`+ ${name}`]
  if (change === 'removed') return [`- ${name}`]
  return change === 'renamed' ? [`${was === undefined ? '' : nameOf(was)} → ${name}`, ...inner] : inner
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

function describeLine({ change, kind, from, to }: LineChange, nameOf: (path: string) => string): string {
  return `${change === 'added' ? '+' : '-'} ${nameOf(from)} ${kind === 'data' ? '→' : `—${kind}→`} ${nameOf(to)}`
}

function brief(value: unknown): string {
  const text = JSON.stringify(value) ?? ''
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`
}
