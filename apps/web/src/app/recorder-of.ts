import type { Recorder } from '../rehearsal/backtest-store.ts'
import { client } from '../trpc/client.ts'

const OVER = ['succeeded', 'rolled_back', 'rollback_incomplete', 'failed', 'cancelled'] as const
const FAILED = ['rolled_back', 'rollback_incomplete', 'failed'] as const
/** Trials are left out after they have been fetched: so much more is looked at. */
const MOST = 200

/** A workflow's recorded runs. What ran with pins, or only in part, is no run of the workflow as it is. */
export function recorderOf(workflowId: string): Recorder {
  return {
    list: async ({ count, failures }) => {
      const { items } = await client.run.list.query({ filter: { workflowId, status: failures ? [...FAILED] : [...OVER] }, limit: Math.min(MOST, count * 4) })
      return items.filter(({ fixture, target }) => fixture === null && target === null).slice(0, count).map(({ id, startedAt }) => ({ runId: id, startedAt }))
    },
    load: (runId) => client.run.log.query({ runId }),
  }
}
