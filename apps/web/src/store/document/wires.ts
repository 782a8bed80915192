import type { Argument, Step, WorkflowDocument } from '@eddy/workflow'
import { type Edge, edgesOf } from './edges.ts'
import { locate, resolveName } from './locate.ts'

export function edgeOf(document: WorkflowDocument, id: string): Edge | undefined {
  return edgesOf(document).find((edge) => edge.id === id)
}

/** Whether a line orders two steps: an undo line does not. */
export function isForward(edge: Edge): boolean {
  return edge.kind === 'data' || edge.kind === 'wait'
}

/** The arguments of a step that a line feeds, in order. */
export function argumentsOver(document: WorkflowDocument, edge: Edge): readonly Argument[] {
  const target = locate(document, edge.target)
  if (!target || edge.kind !== 'data') return []
  return (target.step.arguments ?? []).filter((argument) => 'result' in argument.from && resolveName(document, target.scope, argument.from.result) === edge.source)
}

const asked = new WeakMap<WorkflowDocument, Map<string, boolean>>()

/** A step that no forward line touches, from inside or outside. Asked in every frame of a drag, looked for once. */
export function isUnconnected(document: WorkflowDocument, path: string): boolean {
  const answers = asked.get(document) ?? new Map<string, boolean>()
  asked.set(document, answers)
  const answer = answers.get(path) ?? !isTouched(document, path)
  answers.set(path, answer)
  return answer
}

function isTouched(document: WorkflowDocument, path: string): boolean {
  const own = (other: string) => other === path || other.startsWith(`${path}.`)
  return edgesOf(document).some((edge) => isForward(edge) && own(edge.source) !== own(edge.target))
}

/** The step with `waitFor` lengthened by a name; the same step when it waits for it already. */
export function waitingFor(step: Step, name: string): Step {
  return step.waitFor?.includes(name) ? step : { ...step, waitFor: [...(step.waitFor ?? []), name] }
}
