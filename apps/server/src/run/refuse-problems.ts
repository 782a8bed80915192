import type { Workflow } from '../db/index.ts'
import { Refusal } from '../refusal.ts'
import { definitionHash, problemsOf, type Definition } from './definition.ts'

/** What was looked at and found right, with the secrets that there were: it is right the next time too. */
const right = new Set<string>()
const MOST_RIGHT = 1000

/** Nothing with an error is started. */
export function refuseProblems(workflow: Workflow, definition: Definition, secrets: ReadonlySet<string> | undefined): void {
  const key = JSON.stringify([definitionHash(definition), secrets === undefined ? null : [...secrets].sort()])
  if (right.has(key)) return
  const problems = problemsOf(definition, secrets).filter((problem) => problem.severity === 'error')
  if (problems.length === 0) {
    if (right.size >= MOST_RIGHT) right.clear()
    right.add(key)
    return
  }
  throw new Refusal('INVALID_DOCUMENT', `"${workflow.title ?? workflow.name}" cannot run yet: it has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}.`, problems)
}
