import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useRef } from 'react'
import { client, queryClient } from '../trpc/client.ts'
import { addressOf } from './filter-address.ts'
import type { RunCount, RunFilter } from './run-types.ts'

/** At most so often is a count asked for again while runs change, in milliseconds. */
const EVERY_MS = 1500

/** How many runs a filter finds; undefined until the first answer. */
export function useRunCount(filter: RunFilter, enabled = true): RunCount | undefined {
  return useQuery({ queryKey: ['run-count', addressOf(filter)], queryFn: () => client.run.count.query({ filter }), placeholderData: keepPreviousData, staleTime: 0, gcTime: 0, enabled }).data
}

/** Tells that runs have changed: counts are asked for again soon, however often that is told. */
export function useCountAgain(): () => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  // a timer outlives its page
  useEffect(() => () => clearTimeout(timer.current), [])
  return useCallback(() => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined
      void queryClient.invalidateQueries({ queryKey: ['run-count'] })
    }, EVERY_MS)
  }, [])
}
