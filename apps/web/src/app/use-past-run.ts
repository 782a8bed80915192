import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { isAtRest } from '../ui/run-status.ts'
import type { PastView } from '../store/trial/past-view.ts'
import { useTrial } from '../store/trial/trial-context.tsx'
import { client } from '../trpc/client.ts'

const offered = 12
/** How often the results of a run under way are asked for. */
const everyMs = 700

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
    refetchInterval: ({ state }) => (state.data && !isAtRest(state.data.run.status) ? everyMs : false),
    staleTime: 0,
  })
  const items = list.data?.items
  const past = results.data
  // server state is React Query's; the trial store gets what is to be compared with the draft
  useEffect(() => {
    if (items) setRuns(items)
  }, [items, setRuns])
  useEffect(() => setPast(past), [past, setPast])
}
