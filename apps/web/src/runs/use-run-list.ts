import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { client } from '../trpc/client.ts'
import { mergeRows } from './merge-rows.ts'
import type { RunRow } from './run-types.ts'

export interface RunList {
  readonly rows: readonly RunRow[]
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

/** The runs, newest first, page by page; what starts or changes meanwhile is pushed in. */
export function useRunList(workflowId?: string): RunList {
  const [changed, setChanged] = useState<ReadonlyMap<string, RunRow>>(new Map())
  const query = useInfiniteQuery({
    queryKey: ['runs', workflowId ?? null],
    queryFn: async ({ pageParam }): Promise<RunPage> => client.run.list.query({ limit: 50, ...(workflowId === undefined ? {} : { workflowId }), ...(pageParam === null ? {} : { cursor: pageParam }) }),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.nextCursor,
    staleTime: 0,
  })
  const { refetch } = query
  // follows the server's announcements of runs that started or changed
  useEffect(() => {
    let wasOffline = false
    const subscription = client.run.changes.subscribe(undefined, {
      onData: (rows: readonly RunRow[]) => setChanged((before) => new Map([...before, ...rows.map((row) => [row.id, row] as const)])),
      onConnectionStateChange: ({ state, error }) => {
        // what happened while the line was down was announced to nobody
        if (state === 'pending' && wasOffline) {
          setChanged(new Map())
          void refetch()
        }
        wasOffline = state === 'connecting' && error !== null
      },
      onError: () => {
        wasOffline = true
      },
    })
    return () => subscription.unsubscribe()
  }, [refetch])
  const rows = useMemo(() => {
    const fresh = [...changed.values()].filter((row) => workflowId === undefined || row.workflowId === workflowId)
    return mergeRows(query.data?.pages.flatMap((page) => page.items) ?? [], fresh)
  }, [query.data, changed, workflowId])
  return {
    rows,
    pending: query.isPending,
    error: query.error,
    retry: () => void query.refetch(),
    hasMore: query.hasNextPage,
    loadingMore: query.isFetchingNextPage,
    loadMore: () => void query.fetchNextPage(),
  }
}

const firstPage: string | null = null
