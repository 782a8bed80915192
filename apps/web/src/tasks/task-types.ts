import type { AppRouter } from '@eddy/server/router'
import type { inferRouterOutputs } from '@trpc/server'

export type TaskRow = inferRouterOutputs<AppRouter>['task']['list']['items'][number]
export type TaskState = TaskRow['status'] | 'all'

/** What is asked for: tasks of a state, with the query in queue, worker or step. */
export interface TaskWish {
  readonly state: TaskState
  readonly query: string
}

/** Something that a person does in place of a worker. */
export interface AskedOfTask {
  readonly verb: 'take-back' | 'complete' | 'fail'
  readonly task: TaskRow
}

export function isTaskState(text: string): text is TaskState {
  return ['all', 'offered', 'claimed', 'held'].includes(text)
}
