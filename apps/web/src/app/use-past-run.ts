import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { isAtRest } from '../ui/run-status.ts'
import type { PastView } from '../store/trial/past-view.ts'
import { useTrial } from '../store/trial/trial-context.tsx'
import { client, queryClient } from '../trpc/client.ts'
import { followEvents } from '../trpc/follow-events.ts'

const offered = 12
/** How often the results of a run that goes on are asked for at most. */
const atMostEveryMs = 700

/** Keeps the results of the run at hand, the last one unless another was chosen, in the trial store. */
export function usePastRun(workflowId: string): void {
  const setPast = useTrial((state) => state.setPast)
  const setRuns = useTrial((state) => state.setRuns)
  const chosen = useTrial((state) => state.chosenRun)
  const list = useQuery({ queryKey: ['past-runs', workflowId, chosen ?? null], queryFn: () => client.run.list.query({ workflowId, limit: offered }), staleTime: 0 })
  const runId = chosen ?? list.data?.items[0]?.id
  const results = useQuery({
    queryKey: ['run-results', runId],
    queryFn: (): Promise<PastView> => client.run.results.query({ runId: runId ?? '' }),
    enabled: runId !== undefined,
    staleTime: 0,
  })
  const items = list.data?.items
  const past = results.data
  // server state is React Query's; the trial store gets what is to be compared with the draft
  useEffect(() => {
    if (items) setRuns(items)
  }, [items, setRuns])
  useEffect(() => setPast(past), [past, setPast])
  const listed = items?.find(({ id }) => id === past?.run.id)?.status
  const known = past?.run.status
  // the list was asked for when the run began
  useEffect(() => {
    if (listed !== undefined && listed !== known) void queryClient.invalidateQueries({ queryKey: ['past-runs', workflowId] })
  }, [listed, known, workflowId])
  const seen = useRef(0)
  useEffect(() => void (seen.current = past?.lastSeq ?? 0), [past])
  const following = past && !isAtRest(past.run.status) ? past.run.id : undefined
  useEffect(() => (following === undefined ? undefined : refreshWith(following, () => seen.current)), [following])
}

/** Asks for the results of a run again when something has happened in it; one that only waits is not asked about. */
function refreshWith(runId: string, after: () => number): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const refresh = () => {
    timer = undefined
    void queryClient.invalidateQueries({ queryKey: ['run-results', runId] })
  }
  const stop = followEvents(runId, {
    after,
    onState: () => undefined,
    onEvents: () => {
      timer ??= setTimeout(refresh, atMostEveryMs)
      return true
    },
  })
  return () => {
    stop()
    clearTimeout(timer)
  }
}
