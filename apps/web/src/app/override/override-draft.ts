import type { OverriddenField } from '@eddy/workflow'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'

/** Settings for the next run of a workflow, and for no other. */
export interface OverrideDraft {
  readonly workflowId: string
  readonly name: string
  readonly fields: readonly OverriddenField[]
}

const draft = createStore<{ readonly next: OverrideDraft | undefined }>(() => ({ next: undefined }))

export function setOverride(next: OverrideDraft | undefined): void {
  draft.setState({ next })
}

export function useOverride(workflowId: string): OverrideDraft | undefined {
  return useStore(draft, ({ next }) => (next?.workflowId === workflowId ? next : undefined))
}
