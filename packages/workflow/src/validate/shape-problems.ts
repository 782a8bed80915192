import { joinPointer } from '../json-pointer.ts'
import { createDidYouMean } from '../did-you-mean.ts'
import { problem } from '../problem.ts'
import type { z } from 'zod'
import type { Problem } from '../catalog.ts'

export interface Shaped {
  readonly pointer: string
  readonly value: { readonly [key: string]: unknown }
  readonly what: string
  /** Fields that the object may have. */
  readonly known: readonly string[]
}

/** What a schema found wrong with one object of the document, each as a sentence. */
export function shapeProblems(issues: readonly z.core.$ZodIssue[], shaped: Shaped): Problem[] {
  return issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownField(issue, key, shaped))
    const path = joinPointer(shaped.pointer, ...issue.path)
    if (isMissing(issue, shaped.value)) return problem('MISSING_FIELD', { path, message: `${whole(issue, shaped)} needs "${String(issue.path.at(-1))}".` })
    const code = issue.code === 'invalid_format' && issue.path.at(-1) === 'name' ? 'BAD_NAME' : 'BAD_VALUE'
    return problem(code, { path, message: `The value of "${issue.path.map(String).join('.')}" is wrong: ${sentence(issue)}` })
  })
}

function unknownField(issue: z.core.$ZodIssue, key: string, shaped: Shaped): Problem {
  const known = issue.path.length === 0 ? shaped.known : []
  const hint = createDidYouMean()(key, known)
  return problem('UNKNOWN_FIELD', { path: joinPointer(shaped.pointer, ...issue.path, key), message: `${whole(issue, shaped, 0)} has no field "${key}".`, hint })
}

/** Names the object that an issue is about. */
function whole(issue: z.core.$ZodIssue, { what }: Shaped, dropped = 1): string {
  const path = issue.path.slice(0, issue.path.length - dropped)
  return path.length === 0 ? what : `"${path.map(String).join('.')}"`
}

function isMissing(issue: z.core.$ZodIssue, value: unknown): boolean {
  let at: unknown = value
  for (const key of issue.path) {
    if (typeof at !== 'object' || at === null) return false
    at = Object.getOwnPropertyDescriptor(at, key)?.value
  }
  return at === undefined
}

function sentence({ message }: z.core.$ZodIssue): string {
  const text = message.replace(/^Invalid input: /, '')
  return /[.!?]$/.test(text) ? text : `${text}.`
}
