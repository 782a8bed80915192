import type { Step, WorkflowDocument } from '@eddy/workflow'
import { locate, type Scope } from './locate.ts'

export function stepsOf(document: WorkflowDocument, scope: Scope): readonly Step[] {
  switch (scope.kind) {
    case 'root':
      return document.steps
    case 'handlers':
      return document.handlers ?? []
    case 'failure':
      return document.failure?.steps ?? []
    case 'container':
      return innerSteps(locate(document, scope.path)?.step, scope.branch) ?? []
  }
}

function innerSteps(container: Step | undefined, branch: number | undefined): readonly Step[] | undefined {
  return branch === undefined ? container?.steps : container?.branches?.[branch]?.steps
}

/** The document with another list of steps in a scope; an emptied list of handlers goes away. */
export function withSteps(document: WorkflowDocument, scope: Scope, steps: readonly Step[]): WorkflowDocument {
  switch (scope.kind) {
    case 'root':
      return { ...document, steps }
    case 'handlers': {
      const { handlers: _, ...rest } = document
      return steps.length ? { ...document, handlers: steps } : rest
    }
    case 'failure': {
      const { failure: _, ...rest } = document
      return steps.length ? { ...document, failure: { steps } } : rest
    }
    case 'container':
      return updateStep(document, scope.path, (step) =>
        scope.branch === undefined
          ? { ...step, steps }
          : { ...step, branches: step.branches?.map((branch, at) => (at === scope.branch ? { ...branch, steps } : branch)) ?? [] },
      )
  }
}

/** Replaces one step; the same document when the path means nothing. */
export function updateStep(document: WorkflowDocument, path: string, change: (step: Step) => Step): WorkflowDocument {
  const found = locate(document, path)
  if (!found) return document
  const next = change(found.step)
  if (next === found.step) return document
  return withSteps(
    document,
    found.scope,
    stepsOf(document, found.scope).map((step) => (step === found.step ? next : step)),
  )
}
