import { useQuery } from '@tanstack/react-query'
import { diffDocuments, isSameWorkflow, type WorkflowDocument } from '@eddy/workflow'
import { useEffect, useState } from 'react'
import { queryClient, trpc } from '../trpc/client.ts'
import { countChanges } from './count-changes.ts'

/** The versions of a workflow; asked for anew when the server tells that they are others, see refreshVersions. */
export function useVersions(workflowId: string) {
  return useQuery(trpc.version.list.queryOptions({ workflowId }))
}

/** A version never changes, so it is asked for once. */
export function useVersionDocument(workflowId: string, number: number | undefined) {
  return useQuery({ ...trpc.version.get.queryOptions({ workflowId, number: number ?? 0 }), enabled: number !== undefined, staleTime: Infinity })
}

/** Everything that is known of versions is asked for anew. */
export function refreshVersions(): Promise<void> {
  return queryClient.invalidateQueries(trpc.version.pathFilter())
}

/** How runs of versions have ended is asked for anew. */
export function refreshOutcomes(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: trpc.version.outcomes.queryKey() })
}

/** Milliseconds that the hands rest before edits are counted: a comparison of 500 steps takes longer than a frame. */
const REST_MS = 400

/** How many edits a draft is ahead of a version; undefined until that is known. */
export function useEditsAhead(base: WorkflowDocument | undefined, draft: WorkflowDocument): number | undefined {
  const [edits, setEdits] = useState<number>()
  // the clock is the browser's
  useEffect(() => {
    if (!base) return undefined
    const timer = setTimeout(() => setEdits(editsBetween(base, draft)), REST_MS)
    return () => clearTimeout(timer)
  }, [base, draft])
  return base === undefined ? undefined : edits
}

function editsBetween(base: WorkflowDocument, draft: WorkflowDocument): number {
  const diff = diffDocuments(base, draft)
  return isSameWorkflow(diff) ? 0 : countChanges(diff)
}
