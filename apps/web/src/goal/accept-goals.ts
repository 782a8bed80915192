import { addGoals } from '../store/command/add-goals.ts'
import type { EditorStore } from '../store/editor-store.ts'
import { withGoals } from '../store/goal/with-goals.ts'
import type { GoalDraftStore } from './goal-draft.ts'
import { stillThere, wanted } from './proposal.ts'

/** Takes what is proposed into the draft, all of it or up to one goal: what a step follows comes with it. One edit, which can be undone. */
export function acceptGoals(editor: EditorStore, draft: GoalDraftStore, upTo?: string): void {
  const { plan, refused, accepted } = draft.getState()
  if (!plan) return
  const { document, dispatch, announce } = editor.getState()
  const all = wanted(plan.goals, refused)
  const goals = upTo === undefined ? all : all.slice(0, all.findIndex(({ id }) => id === upTo) + 1)
  const placed = stillThere(document, accepted)
  const made = withGoals(document, goals, placed)
  if (made.added.length === 0) return
  dispatch(addGoals({ goals, placed }))
  draft.accept(made.names)
  announce(`${made.names.size - placed.size} accepted`)
}
