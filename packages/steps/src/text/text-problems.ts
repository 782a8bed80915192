import type { Json } from '@eddy/workflow'
import { parseText } from './parse-text.ts'

/** A finding of a contract's own check. */
export interface Finding {
  readonly path: string
  readonly message: string
}

/** What is wrong with the `{{ }}` in every string of `value`; `path` is the JSON pointer of `value` in the step. */
export function textProblems(value: Json | undefined, path: string): readonly Finding[] {
  if (typeof value === 'string') return faultsOf(value).map((fault) => ({ path, message: `An expression in "{{ }}" is not valid: ${fault}` }))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => textProblems(inner, `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`))
}

function faultsOf(text: string): readonly string[] {
  if (!text.includes('{{')) return []
  return parseText(text).flatMap((part) => ('fault' in part && part.fault !== undefined ? [part.fault] : []))
}
