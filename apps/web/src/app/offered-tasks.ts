import { useSyncExternalStore } from 'react'
import { createTabFeed, hasCounts } from '../store/tab-feed.ts'
import { refreshTasks } from '../tasks/use-tasks.ts'
import { client } from '../trpc/client.ts'

const feed = createTabFeed<{ readonly offered: number }>({
  name: 'eddy:offered-tasks',
  listen: (told) => void client.task.changes.subscribe(undefined, { onData: told }),
  isNews: hasCounts('offered'),
  onNews: refreshTasks,
})

/** How many tasks no worker has claimed, over all runs; undefined until the server has said. */
export function useOfferedTasks(): number | undefined {
  return useSyncExternalStore(feed.subscribe, () => feed.current()?.offered)
}
