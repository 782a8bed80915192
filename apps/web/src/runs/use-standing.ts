import { useQuery } from '@tanstack/react-query'
import { trpc } from '../trpc/client.ts'

const LOOK_MS = 10_000
/** It goes on at any moment. */
const LOOK_SILENT_MS = 2000

/** What no event of a run tells of: that it stands still, and which server has it in hand. Asked again and again while the component is on the screen; of a run at rest, until it is known who had it last. */
export function useStanding(runId: string, atRest = false) {
  return useQuery({
    ...trpc.run.waits.queryOptions({ runId }),
    refetchInterval: ({ state: { data } }) => {
      if (data?.silent) return LOOK_SILENT_MS
      const mayChange = data === undefined || typeof data.driver?.alive === 'boolean'
      return atRest && !mayChange ? false : LOOK_MS
    },
  })
}
