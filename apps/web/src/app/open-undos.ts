import { useSyncExternalStore } from 'react'
import { client, queryClient, trpc } from '../trpc/client.ts'
import { createTabFeed, hasCounts } from '../store/tab-feed.ts'

const feed = createTabFeed<{ readonly total: number }>({
  name: 'eddy:open-undos',
  listen: (told) => void client.workbench.changes.subscribe(undefined, { onData: told }),
  isNews: hasCounts('total'),
  onNews: () => void queryClient.invalidateQueries({ queryKey: trpc.workbench.list.queryKey() }),
})

/** How much needs a person, over all runs; undefined until the server has said. */
export function useOpenUndos(): number | undefined {
  return useSyncExternalStore(feed.subscribe, () => feed.current()?.total)
}
