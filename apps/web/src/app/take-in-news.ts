import { refreshOutcomes, refreshVersions } from '../versions/use-versions.ts'
import { queryClient } from '../trpc/client.ts'
import { updatesKey } from './library-update.tsx'

/** What the server tells of an open workflow beside its draft. */
export interface WorkflowNews {
  readonly versions?: true | undefined
  readonly runs?: true | undefined
  readonly update?: true | undefined
}

/** Whatever is shown of it is asked for anew; what nobody looks at is not. */
export function takeInNews(id: string, { versions, runs, update }: WorkflowNews): void {
  if (versions) void refreshVersions()
  else if (runs) void refreshOutcomes()
  if (update) void queryClient.invalidateQueries({ queryKey: updatesKey(id) })
}
