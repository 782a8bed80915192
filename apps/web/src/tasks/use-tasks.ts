import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { client, queryClient } from '../trpc/client.ts'
import type { TaskRow, TaskWish } from './task-types.ts'

const tasksKey = ['tasks'] as const

/** The most that are shown. */
export const TASKS_SHOWN = 200

export interface Tasks {
  readonly rows: readonly TaskRow[] | undefined
  /** There are more than are shown. */
  readonly more: boolean
  readonly error: { readonly message: string } | null
  readonly retry: () => void
}

/** The tasks that a wish finds, asked for anew when the server says that some have come, gone or changed hands. */
export function useTasks({ state, query }: TaskWish): Tasks {
  const wanted = { ...(state === 'all' ? {} : { status: state }), ...(query === '' ? {} : { query }), limit: TASKS_SHOWN }
  const tasks = useQuery({ queryKey: [...tasksKey, state, query], queryFn: () => client.task.list.query(wanted), placeholderData: keepPreviousData })
  // the event stream is the server's
  useEffect(() => {
    const subscription = client.task.changes.subscribe(undefined, { onStarted: refreshTasks, onData: refreshTasks })
    return () => subscription.unsubscribe()
  }, [])
  return { rows: tasks.data?.items, more: tasks.data?.nextCursor != null, error: tasks.error, retry: () => void tasks.refetch() }
}

export function refreshTasks(): void {
  void queryClient.invalidateQueries({ queryKey: tasksKey })
}
