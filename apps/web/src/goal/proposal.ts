import type { SubGoal } from '@eddy/steps/goal'
import type { WorkflowDocument } from '@eddy/workflow'
import { withGoals } from '../store/goal/with-goals.ts'
import type { GoalDraft } from './goal-draft.ts'

/** What the draft would be with all that is not refused. */
export interface Proposal {
  readonly document: WorkflowDocument
  /** Paths that are only proposed. */
  readonly ghosts: readonly string[]
  /** The step of each goal. */
  readonly names: ReadonlyMap<string, string>
  readonly standing: readonly GoalStanding[]
}

export interface GoalStanding {
  readonly goal: SubGoal
  readonly state: 'proposed' | 'accepted' | 'refused'
}

export function proposalOf(document: WorkflowDocument, { plan, refused, accepted }: GoalDraft): Proposal | undefined {
  if (!plan) return undefined
  const here = stillThere(document, accepted)
  const { document: next, names, added } = withGoals(document, wanted(plan.goals, refused), here)
  const standing = plan.goals.map((goal): GoalStanding => ({ goal, state: here.has(goal.id) ? 'accepted' : refused.has(goal.id) ? 'refused' : 'proposed' }))
  return { document: next, ghosts: added, names, standing }
}

/** An accepted goal whose step was taken away again, such as by an undo, is a proposal again. */
export function stillThere(document: WorkflowDocument, accepted: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const names = new Set(document.steps.map(({ name }) => name))
  return new Map([...accepted].filter(([, name]) => names.has(name)))
}

export function wanted(goals: readonly SubGoal[], refused: ReadonlySet<string>): readonly SubGoal[] {
  return goals.filter(({ id }) => !refused.has(id))
}
