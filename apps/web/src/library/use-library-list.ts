import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { client } from '../trpc/client.ts'
import type { LibraryCardData } from './library-types.ts'
import type { LibraryWish } from './library-wish.ts'

const PAGE = 60

export interface LibraryList {
  readonly cards: readonly LibraryCardData[]
  readonly total: number
  readonly pending: boolean
  /** What is shown was found for what was asked before. */
  readonly earlier: boolean
  readonly error: string | undefined
  readonly hasMore: boolean
  readonly loadMore: () => void
  readonly retry: () => void
}

export const libraryKey = ['library'] as const

/** The entries that a wish finds, page by page; while others are looked for, the earlier ones stay. */
export function useLibraryList({ query, category, tag, agent, sort }: LibraryWish): LibraryList {
  const list = useInfiniteQuery({
    queryKey: [...libraryKey, 'list', query, category, tag, agent, sort],
    queryFn: ({ pageParam, signal }) => client.library.search.query({ query, sort, limit: PAGE, ...(category ? { category } : {}), ...(tag ? { tag } : {}), ...(agent ? { agent } : {}), ...(pageParam ? { cursor: pageParam } : {}) }, { signal }),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    // comparing all pages deeply for each that comes would cost more than drawing it
    structuralSharing: false,
    // whoever comes back begins with the first page, instead of waiting for all that were seen
    gcTime: 0,
  })
  const cards = useMemo(() => list.data?.pages.flatMap(({ items }) => items) ?? [], [list.data])
  return {
    cards,
    total: list.data?.pages[0]?.total ?? 0,
    pending: list.isPending,
    earlier: list.isPlaceholderData,
    error: list.error?.message,
    hasMore: list.hasNextPage,
    loadMore: () => void (list.isFetchingNextPage || list.fetchNextPage()),
    retry: () => void list.refetch(),
  }
}
