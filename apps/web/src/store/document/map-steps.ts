import type { Step, WorkflowDocument } from '@eddy/workflow'
import { type Scope, pathIn, root } from './locate.ts'

/** Changes or drops (`undefined`) each step of the document, inner ones first; what stays the same keeps its identity. */
export function mapSteps(document: WorkflowDocument, change: (step: Step, path: string, scope: Scope) => Step | undefined): WorkflowDocument {
  const steps = mapList(document.steps, root, change)
  const handlers = document.handlers && mapList(document.handlers, { kind: 'handlers' }, change)
  const failure = document.failure && mapList(document.failure.steps, { kind: 'failure' }, change)
  const next = {
    ...document,
    steps,
    ...(handlers ? { handlers } : {}),
    ...(document.failure && failure && failure !== document.failure.steps ? { failure: { steps: failure } } : {}),
  }
  if (handlers?.length === 0) delete next.handlers
  const same = next.steps === document.steps && next.handlers === document.handlers && next.failure === document.failure
  return same ? document : next
}

function mapList(steps: readonly Step[], scope: Scope, change: (step: Step, path: string, scope: Scope) => Step | undefined): readonly Step[] {
  let changed = false
  const next: Step[] = []
  for (const step of steps) {
    const path = pathIn(scope, step.name)
    const result = change(mapInner(step, path, change), path, scope)
    if (result !== step) changed = true
    if (result) next.push(result)
  }
  return changed ? next : steps
}

function mapInner(step: Step, path: string, change: (step: Step, path: string, scope: Scope) => Step | undefined): Step {
  const steps = step.steps && mapList(step.steps, { kind: 'container', path }, change)
  const branches = step.branches?.map((branch, at) => {
    const inner = mapList(branch.steps, { kind: 'container', path, branch: at }, change)
    return inner === branch.steps ? branch : { ...branch, steps: inner }
  })
  const sameBranches = branches?.every((branch, at) => branch === step.branches?.[at]) ?? true
  if (steps === step.steps && sameBranches) return step
  return { ...step, ...(steps ? { steps } : {}), ...(branches ? { branches } : {}) }
}
