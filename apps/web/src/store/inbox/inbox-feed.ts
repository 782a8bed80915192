import { client, queryClient, trpc } from '../../trpc/client.ts'
import { createTabFeed, hasCounts } from '../tab-feed.ts'

/** What waits for somebody. `open`: questions; `notices`: unread, and of more than the level info. */
export const inboxFeed = createTabFeed<{ readonly open: number; readonly notices: number }>({
  name: 'eddy.inbox',
  listen: (told) => void client.inbox.changes.subscribe(undefined, { onData: told }),
  isNews: hasCounts('open', 'notices'),
  onNews() {
    void queryClient.invalidateQueries({ queryKey: trpc.notice.list.queryKey() })
    void queryClient.invalidateQueries({ queryKey: trpc.inbox.list.queryKey() })
  },
})
