import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { client, queryClient, trpc } from '../trpc/client.ts'

/** All triggers or those of a workflow, asked for again whenever the server says that something has changed. */
export function useTriggers(workflowId?: string) {
  const list = useQuery(trpc.trigger.list.queryOptions(workflowId === undefined ? {} : { workflowId }))
  // the event stream is the server's
  useEffect(() => {
    let away = false
    const subscription = client.trigger.changes.subscribe(undefined, {
      onData: () => void refreshTriggers(),
      onConnectionStateChange: ({ state, error }) => {
        // what happened meanwhile was told to nobody
        if (state === 'pending' && away) void refreshTriggers()
        away = state === 'connecting' && error !== null
      },
      onError: () => {
        away = true
      },
    })
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
