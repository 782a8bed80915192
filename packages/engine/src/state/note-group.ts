import type { StepInstance } from './run-tree.ts'

/** An attempt group that is in use inside the containers around the step: when one of them is tried again, it begins beyond (R5). O(depth). */
export function noteGroup(step: StepInstance, group: number): void {
  for (let { owner } = step.scope; owner !== null; { owner } = owner.scope) if (owner.container !== undefined) owner.container.groups = Math.max(owner.container.groups, group)
}
