import { useSyncExternalStore } from 'react'
import { openQuestions, subscribeToInbox } from './inbox-feed.ts'

/** How many questions wait for an answer; undefined until that is known. */
export function useOpenQuestions(): number | undefined {
  return useSyncExternalStore(subscribeToInbox, openQuestions)
}
