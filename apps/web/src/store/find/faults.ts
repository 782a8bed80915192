import type { Problem, WorkflowDocument } from '@eddy/workflow'
import { stepPointers } from './step-pointers.ts'
import type { Field } from './with-fields.ts'

const keyOf = ({ code, path }: Problem) => `${code} ${path}`

/** Errors by code and place: a place is told by numbers, so a renamed step has the same. */
export function errorsBeside(problems: readonly Problem[]): ReadonlySet<string> {
  return new Set(problems.flatMap((problem) => (problem.severity === 'error' ? [keyOf(problem)] : [])))
}

/** Errors that were not there before. */
export function faultsOf(before: ReadonlySet<string>, after: readonly Problem[]): readonly Problem[] {
  return after.filter((problem) => problem.severity === 'error' && !before.has(keyOf(problem)))
}

/** Whether a problem lies in the field, or the field in what the problem is about. */
export function isGuilty(document: WorkflowDocument, { path, pointer }: Field, problem: Problem): boolean {
  const step = path === '' ? '' : stepPointers(document).get(path)
  if (step === undefined) return false
  const field = step + pointer
  return field === problem.path || field.startsWith(`${problem.path}/`) || problem.path.startsWith(`${field}/`)
}
