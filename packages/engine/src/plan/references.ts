import type { Step } from '@eddy/workflow'

/** Names that a step itself waits for: results it takes and steps it waits for, each once, in order of mention. */
export function ownReferences(step: Step): readonly string[] {
  const names = new Set<string>()
  for (const argument of step.arguments ?? []) if ('result' in argument.from) names.add(argument.from.result)
  for (const name of step.waitFor ?? []) names.add(name)
  return [...names]
}

/**
 * Names that the steps inside a container take from outside it: for the order of planning and for cycles. At run time the inner
 * steps wait for them themselves, so that a switch waits only for what its taken branch needs.
 */
export function innerReferences(step: Step): readonly string[] {
  const names = new Set<string>()
  for (const steps of innerScopes(step)) {
    const local = new Set(steps.map((inner) => inner.name))
    for (const inner of steps) {
      for (const name of ownReferences(inner)) if (!local.has(name)) names.add(name)
      for (const name of innerReferences(inner)) if (!local.has(name)) names.add(name)
    }
  }
  return [...names]
}

/** The step lists that a container holds. */
export function innerScopes(step: Step): readonly (readonly Step[])[] {
  if (step.branches) return step.branches.map((branch) => branch.steps)
  return step.steps ? [step.steps] : []
}
