import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { client, queryClient } from '../trpc/client.ts'
import { useRunChanges } from '../trpc/use-run-changes.ts'
import { serverNow } from '../ui/server-time.ts'
import { showsFailure, sinceOf, type FailureFilter } from './failure-filter.ts'
import type { FailureRow, Triage } from './failure-types.ts'
import { inKnownOrder } from './known-order.ts'

export interface Failures {
  readonly rows: readonly FailureRow[]
  /** Failures that have come since, and are not in the list yet. */
  readonly fresh: number
  readonly takeFresh: () => void
  /** Without the filter by words and state. */
  readonly any: boolean
  readonly pending: boolean
  readonly error: Error | null
  readonly retry: () => void
  readonly triage: (fingerprints: readonly string[], triage: Triage) => Promise<unknown>
}

/** At most so often are failures asked for again while runs fail, in milliseconds. */
const EVERY_MS = 1500
const none: readonly FailureRow[] = []

/** Failures by reason, as they come; rows do not move while they change. One list per workflow and time: give the component a key. */
export function useFailures(filter: FailureFilter): Failures {
  const { workflowId, days } = filter
  const queryKey = ['failures', workflowId ?? null, days]
  const query = useQuery({ queryKey, queryFn: () => client.failure.list.query({ since: sinceOf(days, serverNow()), ...(workflowId === undefined ? {} : { workflowId }) }), staleTime: 0, gcTime: 0 })
  const { data = none } = query
  const reload = () => void queryClient.invalidateQueries({ queryKey })
  const [known, setKnown] = useState<readonly string[]>()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  // a timer outlives its page
  useEffect(() => () => clearTimeout(timer.current), [])
  useRunChanges((rows) => {
    if (!rows.some((row) => row.fingerprint !== null)) return
    timer.current ??= setTimeout(() => {
      timer.current = undefined
      reload()
    }, EVERY_MS)
  }, reload)
  if (known === undefined && !query.isPending) setKnown(data.map(({ fingerprint }) => fingerprint))
  const { shown, fresh } = inKnownOrder(data, known ?? [])
  const triage = useMutation({
    mutationFn: ({ fingerprints, change }: { readonly fingerprints: readonly string[]; readonly change: Triage }) => client.failure.triage.mutate({ fingerprints: [...fingerprints], ...change }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['failures'] }),
  })
  return {
    rows: shown.filter((row) => showsFailure(filter, row)),
    fresh: known === undefined ? 0 : fresh.filter((row) => showsFailure(filter, row)).length,
    takeFresh: () => setKnown((before = []) => [...fresh.map(({ fingerprint }) => fingerprint), ...before]),
    any: data.length > 0,
    pending: query.isPending,
    error: query.error,
    retry: reload,
    triage: (fingerprints, change) => triage.mutateAsync({ fingerprints, change }),
  }
}
