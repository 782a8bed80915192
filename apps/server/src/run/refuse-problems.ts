import type { Workflow } from '../db/index.ts'
import { Refusal } from '../refusal.ts'
import { problemsOf, type Definition } from './definition.ts'

/** Nothing with an error is started. */
export function refuseProblems(workflow: Workflow, definition: Definition, secrets: ReadonlySet<string> | undefined): void {
  const problems = problemsOf(definition, secrets).filter((problem) => problem.severity === 'error')
  if (problems.length > 0) throw new Refusal('INVALID_DOCUMENT', `"${workflow.title ?? workflow.name}" cannot run yet: it has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}.`, problems)
}
