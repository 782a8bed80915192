import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { client, queryClient, trpc } from '../trpc/client.ts'

/** All triggers or those of a workflow, asked for again whenever the server says that something has changed. */
export function useTriggers(workflowId?: string) {
  const list = useQuery(trpc.trigger.list.queryOptions(workflowId === undefined ? {} : { workflowId }))
  // what is told is the server's
  useEffect(() => {
    // what happened before it listened was told to nobody
    const subscription = client.trigger.changes.subscribe(undefined, { onStarted: () => void refreshTriggers(), onData: () => void refreshTriggers() })
    return () => subscription.unsubscribe()
  }, [])
  return list
}

export function refreshTriggers(): Promise<void> {
  return queryClient.invalidateQueries(trpc.trigger.pathFilter())
}

/** A workflow's title by its id. */
export function useTitleOf(): (workflowId: string) => string {
  const workflows = useQuery(trpc.workflow.list.queryOptions())
  return (id) => {
    const found = workflows.data?.find((workflow) => workflow.id === id)
    return found ? (found.title ?? found.name) : workflows.isPending ? '…' : 'a removed workflow'
  }
}
