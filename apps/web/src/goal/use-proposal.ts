import { useMemo } from 'react'
import { useStore } from 'zustand'
import { useEditor } from '../store/editor-context.tsx'
import type { GoalDraftStore } from './goal-draft.ts'
import { type Proposal, proposalOf } from './proposal.ts'

/** What is proposed, over the draft as it is. */
export function useProposal(store: GoalDraftStore): Proposal | undefined {
  const draft = useStore(store)
  const document = useEditor((state) => state.document)
  const { plan, refused, accepted } = draft
  return useMemo(() => proposalOf(document, { words: '', selected: undefined, plan, refused, accepted }), [document, plan, refused, accepted])
}
