import type { SubGoal } from '@eddy/steps/goal'
import type { KindContract } from '@eddy/workflow'
import { startingConfig } from '../store/new-step.ts'

/** The goal with another kind of step, set as a fresh one of that kind. Whether it needs an undo of its own is asked anew. */
export function changeKind(goal: SubGoal, contract: KindContract): SubGoal {
  if (goal.step.kind === contract.kind) return goal
  const { config: _config, arguments: _arguments, ...step } = goal.step
  const config = startingConfig(contract)
  return { ...goal, undo: undefined, takes: undefined, step: { ...step, kind: contract.kind, ...(config ? { config } : {}) }, because: `You chose “${contract.title}”.`, open: ['Look at its settings after it is accepted.'] }
}
