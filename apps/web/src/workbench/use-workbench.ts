import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { queryClient, trpc } from '../trpc/client.ts'
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

/** What needs a person, asked for again whenever the server says that it has changed (`version`). */
export function useWorkbench(workflowId: string | undefined, version: number): WorkbenchData {
  const all = useQuery(trpc.workbench.list.queryOptions({}))
  const chosen = useQuery(trpc.workbench.list.queryOptions(workflowId === undefined ? {} : { workflowId }))
  // the server pushes changes
  useEffect(() => {
    if (version > 0) void queryClient.invalidateQueries({ queryKey: trpc.workbench.list.queryKey() })
  }, [version])
  return {
    rows: chosen.data?.items,
    total: chosen.data?.total ?? 0,
    all: all.data?.items ?? [],
    error: chosen.error,
    retry: () => void chosen.refetch(),
  }
}
