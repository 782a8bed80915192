import type { WorkflowDocument } from '@eddy/workflow'
import { locate, type Scope } from './locate.ts'
import { stepsOf, updateStep } from './scope-steps.ts'

/** The name of the step whose value is that of a scope when it says so itself. */
export function returnOf(document: WorkflowDocument, scope: Scope): string | undefined {
  if (scope.kind === 'root') return document.return
  const around = scope.kind === 'container' ? locate(document, scope.path)?.step : undefined
  return scope.kind === 'container' && scope.branch !== undefined ? around?.branches?.[scope.branch]?.return : around?.return
}

/** The name of the step whose value is that of a scope: the last one unless it says otherwise. */
export function resultOf(document: WorkflowDocument, scope: Scope): string | undefined {
  return returnOf(document, scope) ?? stepsOf(document, scope).at(-1)?.name
}

export function withReturn(document: WorkflowDocument, scope: Scope, name: string): WorkflowDocument {
  if (scope.kind === 'root') return { ...document, return: name }
  if (scope.kind !== 'container') return document
  return updateStep(document, scope.path, (step) =>
    scope.branch === undefined ? { ...step, return: name } : { ...step, branches: (step.branches ?? []).map((branch, at) => (at === scope.branch ? { ...branch, return: name } : branch)) },
  )
}
