import type { Argument, Step } from '@eddy/workflow'
import type { ScopePlan, WorkflowPlan } from '@eddy/engine'

/** A path into a step's result that somebody reads. */
export type WantedPath = readonly (string | number)[]

/**
 * What is read of the results of a scope's steps, by name: by the steps of the scope and inside them, and by the handlers that take
 * `origin: value` of a step. A result that nobody has given is assumed to have these.
 */
export function wantedPaths(scope: ScopePlan): ReadonlyMap<string, readonly WantedPath[]> {
  const wanted = new Map<string, WantedPath[]>()
  for (const { step } of scope.steps) {
    for (const reader of withInner(step)) for (const argument of reader.arguments ?? []) noteResult(wanted, argument)
    noteHandlers(wanted, step, scope.workflow)
  }
  return wanted
}

function* withInner(step: Step): Generator<Step> {
  yield step
  for (const inner of [...(step.steps ?? []), ...(step.branches ?? []).flatMap((branch) => branch.steps)]) yield* withInner(inner)
}

function noteResult(wanted: Map<string, WantedPath[]>, { from, path }: Argument): void {
  if ('result' in from) add(wanted, from.result, path)
}

function noteHandlers(wanted: Map<string, WantedPath[]>, step: Step, workflow: WorkflowPlan): void {
  for (const name of [step.undo, step.compensate, step.check]) {
    for (const { from, path } of workflow.handlers.get(name ?? '')?.arguments ?? []) {
      if ('origin' in from && from.origin === 'value') add(wanted, step.name, path)
      if ('result' in from) add(wanted, from.result, path)
    }
  }
}

function add(wanted: Map<string, WantedPath[]>, name: string, path: WantedPath | undefined): void {
  if (path === undefined || path.length === 0) return
  const list = wanted.get(name)
  if (list === undefined) wanted.set(name, [path])
  else if (!list.some((other) => other.join('\n') === path.join('\n'))) list.push(path)
}
