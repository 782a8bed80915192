import { useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useRef, useState } from 'react'
import { client, queryClient } from '../trpc/client.ts'
import { useRunChanges } from '../trpc/use-run-changes.ts'
import { serverNow } from '../ui/server-time.ts'
import { addressOf } from './filter-address.ts'
import { hear, nothingHeard, shownRuns, take, waitingRuns } from './heard-runs.ts'
import type { RunFilter, RunRow } from './run-types.ts'

export interface RunList {
  readonly rows: readonly RunRow[]
  /** Runs that the filter finds and that are not in the list yet. */
  readonly waiting: number
  /** Lets them in. */
  readonly takeWaiting: () => void
  readonly pending: boolean
  readonly error: Error | null
  readonly retry: () => void
  readonly hasMore: boolean
  readonly loadingMore: boolean
  readonly loadMore: () => void
}

interface RunPage {
  readonly items: readonly RunRow[]
  readonly nextCursor: string | null
}

const PAGE = 100
const firstPage: string | null = null
const none: readonly RunRow[] = []

/** The runs that a filter finds, newest first, page by page; what starts or changes meanwhile is heard of. One list per filter: give the component a key. */
export function useRunList(filter: RunFilter, onChanged: () => void): RunList {
  const [heard, setHeard] = useState(nothingHeard)
  const queryKey = useMemo(() => ['runs', addressOf(filter)], [filter])
  const query = useInfiniteQuery({
    queryKey,
    queryFn: async ({ pageParam }): Promise<RunPage> => client.run.list.query({ filter, limit: PAGE, ...(pageParam === null ? {} : { cursor: pageParam }) }),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.nextCursor,
    staleTime: 0,
    gcTime: 0,
  })
  const pages = query.data?.pages
  const loadedRows = useMemo(() => pages?.flatMap((page) => page.items) ?? none, [pages])
  const loaded = useMemo(() => new Set(loadedRows.map(({ id }) => id)), [loadedRows])
  const { fetchNextPage, isFetching } = query
  const reload = useCallback(() => {
    setHeard(nothingHeard)
    void queryClient.invalidateQueries({ queryKey })
    onChanged()
  }, [queryKey, onChanged])
  const found = useFound(filter)
  const receive = useCallback((rows: readonly RunRow[]) => {
    const keep = (meant: readonly RunRow[]) => setHeard((before) => hear(before, { rows: meant, loaded, filter, now: serverNow(), loading: isFetching }))
    found(rows, loaded, keep)
    onChanged()
  }, [found, loaded, filter, isFetching, onChanged])
  useRunChanges(receive, reload)
  const oldest = query.hasNextPage ? loadedRows.at(-1)?.startedAt : undefined
  const waiting = useMemo(() => (query.isPending ? none : waitingRuns(heard, loaded, oldest)), [query.isPending, heard, loaded, oldest])
  return {
    rows: useMemo(() => shownRuns(loadedRows, heard), [loadedRows, heard]),
    waiting: waiting.length,
    takeWaiting: useCallback(() => setHeard((before) => take(before, waiting)), [waiting]),
    pending: query.isPending,
    error: query.error,
    retry: reload,
    hasMore: query.hasNextPage,
    loadingMore: query.isFetchingNextPage,
    loadMore: useCallback(() => void fetchNextPage(), [fetchNextPage]),
  }
}

/** Rows do not hold their input: of those that are not in the list, the server says which a filter by input finds. An input never changes, so each is asked for once. Rows are handed on in the order in which they came. */
function useFound(filter: RunFilter) {
  const asked = useRef(new Map<string, boolean>())
  const queue = useRef(Promise.resolve())
  return useCallback((rows: readonly RunRow[], loaded: ReadonlySet<string>, keep: (rows: readonly RunRow[]) => void) => {
    const { input } = filter
    if (!input?.length) return keep(rows)
    const ask = async () => {
      const unknown = rows.map(({ id }) => id).filter((id) => !loaded.has(id) && !asked.current.has(id)).slice(0, 200)
      const { items } = unknown.length === 0 ? { items: none } : await client.run.list.query({ filter: { ids: unknown, input }, limit: 200 })
      const matching = new Set(items.map(({ id }) => id))
      for (const id of unknown) asked.current.set(id, matching.has(id))
      keep(rows.filter(({ id }) => loaded.has(id) || asked.current.get(id)))
    }
    // a server that does not answer is asked for the whole list once it is back
    queue.current = queue.current.then(ask).catch(() => {})
    return undefined
  }, [filter])
}
