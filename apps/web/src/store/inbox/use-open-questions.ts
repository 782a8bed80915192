import { useSyncExternalStore } from 'react'
import { inboxFeed } from './inbox-feed.ts'

/** How many questions wait for an answer; undefined until that is known. */
export function useOpenQuestions(): number | undefined {
  return useSyncExternalStore(inboxFeed.subscribe, () => inboxFeed.current()?.open)
}
