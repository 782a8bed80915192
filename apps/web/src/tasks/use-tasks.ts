import { keepPreviousData, useQuery } from '@tanstack/react-query'
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

/** The tasks that a wish finds. The count beside the page's link hears of changes, and has them asked for again. */
export function useTasks({ state, query }: TaskWish): Tasks {
  const wanted = { ...(state === 'all' ? {} : { status: state }), ...(query === '' ? {} : { query }), limit: TASKS_SHOWN }
  const tasks = useQuery({ queryKey: [...tasksKey, state, query], queryFn: () => client.task.list.query(wanted), placeholderData: keepPreviousData })
  return { rows: tasks.data?.items, more: tasks.data?.nextCursor != null, error: tasks.error, retry: () => void tasks.refetch() }
}

export function refreshTasks(): void {
  void queryClient.invalidateQueries({ queryKey: tasksKey })
}
