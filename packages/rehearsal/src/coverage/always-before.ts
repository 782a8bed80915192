import type { ScopePlan } from '@eddy/engine'
import type { Stage, StagedStep } from '../stage/set-stage.ts'

/** Names of the steps that surely have a result once the step has: it waits for them, as do the containers around it. Itself included. */
export function alwaysBefore(stage: Stage, staged: StagedStep): ReadonlySet<string> {
  const names = new Set([staged.plan.step.name])
  for (let at: StagedStep | undefined = staged; at !== undefined; at = at.within === undefined ? undefined : stage.steps.get(at.within)) {
    for (const name of closure(at.scope, at.plan.index)) names.add(name)
    for (const name of at.plan.outer) names.add(name)
  }
  return names
}

function closure(scope: ScopePlan, from: number): ReadonlySet<string> {
  const seen = new Set<number>()
  const pending = [...(scope.steps[from]?.dependsOn ?? [])]
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (seen.has(next)) continue
    seen.add(next)
    pending.push(...(scope.steps[next]?.dependsOn ?? []))
  }
  return new Set([...seen].flatMap((index) => scope.steps[index]?.step.name ?? []))
}
