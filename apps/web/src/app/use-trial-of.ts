import { useEffect, useState } from 'react'
import { createTrialStore, type TrialStore } from '../store/trial/trial-store.ts'
import { trialCalls } from './trial-calls.ts'

/** What is tried out beside the draft of one workflow. */
export function useTrialOf(workflowId: string): TrialStore {
  const [trial] = useState(() => createTrialStore(trialCalls(workflowId)))
  // fixtures come from the server, and what is unsaved of them goes there before the page does
  useEffect(() => {
    void trial.getState().load()
    return () => trial.getState().dispose()
  }, [trial])
  return trial
}
