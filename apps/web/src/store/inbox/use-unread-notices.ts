import { useSyncExternalStore } from 'react'
import { inboxFeed } from './inbox-feed.ts'

/** How many notices ask to be seen; undefined until that is known. */
export function useUnreadNotices(): number | undefined {
  return useSyncExternalStore(inboxFeed.subscribe, () => inboxFeed.current()?.notices)
}
