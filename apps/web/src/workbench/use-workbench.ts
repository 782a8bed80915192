import { useQuery } from '@tanstack/react-query'
import { trpc } from '../trpc/client.ts'
import type { WorkbenchRow } from './workbench-row.ts'

export interface WorkbenchData {
  /** Of the workflow that is chosen, oldest first. */
  readonly rows: readonly WorkbenchRow[] | undefined
  readonly total: number
  /** Of all workflows: what can be chosen. */
  readonly all: readonly WorkbenchRow[]
  readonly error: { readonly message: string } | null
  readonly retry: () => void
}

/** What needs a person. The badge of the page hears of changes, and has it asked for again. */
export function useWorkbench(workflowId: string | undefined): WorkbenchData {
  const all = useQuery(trpc.workbench.list.queryOptions({}))
  const chosen = useQuery(trpc.workbench.list.queryOptions(workflowId === undefined ? {} : { workflowId }))
  return {
    rows: chosen.data?.items,
    total: chosen.data?.total ?? 0,
    all: all.data?.items ?? [],
    error: chosen.error,
    retry: () => void chosen.refetch(),
  }
}
