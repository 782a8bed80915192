import type { Step } from '@eddy/workflow'

const NONE: readonly string[] = []
const NO_SCOPES: readonly (readonly Step[])[] = []

/** Names that a step itself waits for: results it takes and steps it waits for, each once, in order of mention. */
export function ownReferences(step: Step): readonly string[] {
  const args = step.arguments ?? []
  const waits = step.waitFor ?? []
  if (args.length === 0 && waits.length <= 1) return waits
  const names: string[] = []
  for (const { from } of args) if ('result' in from) names.push(from.result)
  for (const name of waits) names.push(name)
  return names.length <= 1 ? names : [...new Set(names)]
}

/**
 * Names that the steps inside a container take from outside it: for the order of planning and for cycles. At run time the inner
 * steps wait for them themselves, so that a switch waits only for what its taken branch needs.
 */
export function innerReferences(step: Step): readonly string[] {
  if (!step.steps && !step.branches) return NONE
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
  return step.steps ? [step.steps] : NO_SCOPES
}
