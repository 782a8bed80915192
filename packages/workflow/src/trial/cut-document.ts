import type { Argument, Step, WorkflowDocument } from '../document.ts'
import { mapSteps } from '../map-steps.ts'
import { buildScopeTree, resolveStep } from '../scope-tree.ts'
import { walkSteps } from '../walk-steps.ts'
import { bareStub } from './stub-step.ts'
import type { Part } from './trial.ts'

/**
 * The document of a part: the steps that run, and stubs for those whose results are reused. The part returns its target's value; the failure
 * lane, which looks at the whole, is left out. Undo, retry and limits are as they were.
 */
export function cutDocument(document: WorkflowDocument, part: Part): WorkflowDocument {
  const runs = new Set(part.run)
  const reused = new Set(part.reused)
  const steps = document.steps.filter(({ name }) => runs.has(name) || reused.has(name)).map((step) => (reused.has(step.name) ? bareStub(step) : step))
  const dropped = new Set(document.steps.map(({ name }) => name).filter((name) => !runs.has(name) && !reused.has(name)))
  const { failure: _failure, ...rest } = document
  const cut = withoutDropped({ ...rest, steps, return: part.target }, dropped)
  const used = usedInputs(cut)
  return { ...cut, ...(cut.inputs && { inputs: cut.inputs.map((input) => (used.has(input.name) ? input : { ...input, required: false })) }) }
}

/** Nobody waits for what is not there; a handler reads null of it, as of a step that was never reached. */
function withoutDropped(document: WorkflowDocument, dropped: ReadonlySet<string>): WorkflowDocument {
  const tree = buildScopeTree(document)
  const scopes = new Map(tree.steps.map(({ pointer, scope }) => [pointer, scope]))
  return mapSteps(document, (step, pointer) => {
    const scope = scopes.get(pointer)
    const gone = (name: string) => dropped.has(name) && scope !== undefined && resolveStep(scope, name) === undefined
    return withoutGone(step, gone, scope === tree.handlers)
  })
}

function withoutGone(step: Step, gone: (name: string) => boolean, handler: boolean): Step {
  const waits = step.waitFor?.some(gone) ?? false
  const reads = handler && (step.arguments?.some(({ from }) => 'result' in from && gone(from.result)) ?? false)
  return {
    ...step,
    ...(waits && step.waitFor ? { waitFor: step.waitFor.filter((name) => !gone(name)) } : {}),
    ...(reads && step.arguments ? { arguments: step.arguments.map((argument): Argument => ('result' in argument.from && gone(argument.from.result) ? { name: argument.name, from: { value: null } } : argument)) } : {}),
  }
}

function usedInputs(document: WorkflowDocument): ReadonlySet<string> {
  return new Set([...walkSteps(document)].flatMap(({ step }) => (step.arguments ?? []).flatMap(({ from }) => ('input' in from ? [from.input] : []))))
}
