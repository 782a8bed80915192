import type { Argument, Step } from '@eddy/workflow'
import type { ArgumentPlan } from './plan.ts'

const NONE: readonly ArgumentPlan[] = []

/** The arguments of a step as the shortest way of resolving them takes them; null when one has a transform or is a secret. */
export function plainArguments(step: Step, byName: ReadonlyMap<string, number>): readonly ArgumentPlan[] | null {
  const args = step.arguments
  if (args === undefined || args.length === 0) return NONE
  // no room to spare, as in all lists of plans
  const plans = new Array<ArgumentPlan>(args.length)
  let at = 0
  for (const argument of args) {
    if (argument.transform !== undefined || 'secret' in argument.from) return null
    plans[at++] = argumentPlan(argument, byName)
  }
  return plans
}

function argumentPlan({ name, from, path }: Argument, byName: ReadonlyMap<string, number>): ArgumentPlan {
  return { name, from, path: path === undefined || path.length === 0 ? null : path, local: 'result' in from ? (byName.get(from.result) ?? -1) : -1, element: 'element' in from ? from.element : null }
}
