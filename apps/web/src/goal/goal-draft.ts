import type { GoalPlan, SubGoal } from '@eddy/steps/goal'
import { createStore } from 'zustand/vanilla'

/** What was proposed for a goal, and what became of it until now. */
export interface GoalDraft {
  /** The words of the person. */
  readonly words: string
  readonly plan: GoalPlan | undefined
  readonly refused: ReadonlySet<string>
  /** What the steps of accepted goals are called, by the goal's id. */
  readonly accepted: ReadonlyMap<string, string>
  readonly selected: string | undefined
}

const nothing: GoalDraft = { words: '', plan: undefined, refused: new Set(), accepted: new Map(), selected: undefined }

/** One for each editor: it stays while its panel is closed. */
export function createGoalDraft() {
  const store = createStore<GoalDraft>(() => nothing)
  const edit = (change: (goal: SubGoal) => SubGoal, id: string) =>
    store.setState(({ plan }) => (plan ? { plan: { ...plan, goals: plan.goals.map((goal) => (goal.id === id ? change(goal) : goal)) } } : {}))
  return {
    ...store,
    say: (words: string) => store.setState({ words }),
    propose: (plan: GoalPlan) => store.setState({ plan, refused: new Set(), accepted: new Map(), selected: undefined }),
    forget: () => store.setState((before) => ({ ...nothing, words: before.words })),
    select: (selected: string | undefined) => store.setState({ selected }),
    refuse: (id: string, refused: boolean) => store.setState((before) => ({ refused: new Set(refused ? [...before.refused, id] : [...before.refused].filter((one) => one !== id)) })),
    accept: (accepted: ReadonlyMap<string, string>) => store.setState({ accepted }),
    edit,
  }
}

export type GoalDraftStore = ReturnType<typeof createGoalDraft>
