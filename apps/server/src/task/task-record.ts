import type { TaskInHand } from '@eddy/engine'
import type { Json } from '@eddy/workflow'
import type { Prisma } from '../db/index.ts'
import { isOver } from '../run/final-statuses.ts'
import { taskId } from './task-id.ts'

/** A task as lists show it. */
export interface TaskRecord {
  readonly taskId: string
  readonly runId: string
  readonly workflow: string
  /** The path of the step. */
  readonly step: string
  readonly attempt: number
  readonly purpose: 'run' | 'undo' | 'compensate' | 'check'
  readonly queue: string
  readonly payload: Json
  /** `held`: its run has halted, and offers it again when it goes on. */
  readonly status: 'offered' | 'held' | 'claimed'
  /** Its run has ended without it. What its worker says is taken in, and undone; it is offered to nobody. */
  readonly over: boolean
  readonly offeredAt: string
  readonly worker: string | null
  readonly claimedAt: string | null
  readonly heardAt: string | null
  readonly leaseUntil: string | null
  readonly progress: Json
}

/** A task in the hands of a worker. */
export interface ClaimedTask {
  readonly taskId: string
  readonly runId: string
  readonly step: string
  readonly attempt: number
  readonly purpose: 'run' | 'undo' | 'compensate' | 'check'
  readonly queue: string
  readonly payload: Json
  /** The same whenever the same work is asked for: whoever had it before may have done it. */
  readonly idempotencyKey: string
  readonly worker: string
  /** What the worker names itself by in all it says of the task. */
  readonly fence: number
  readonly leaseMs: number
  readonly leaseUntil: string
  /** False: the run no longer wants it. */
  readonly wanted: boolean
}

export const withWorkflow = { run: { select: { workflowName: true, workflowTitle: true, status: true } } } as const
export type TaskRow = Prisma.TaskGetPayload<{ include: typeof withWorkflow }>

export function taskRecord(row: TaskRow): TaskRecord {
  const { id, runId, step, attempt, queue, offeredAt, worker, claimedAt, heardAt, leaseUntil, run } = row
  return {
    taskId: id, runId, step, attempt, queue, worker,
    workflow: run.workflowTitle ?? run.workflowName,
    // columns hold what the desk writes
    purpose: row.purpose as TaskRecord['purpose'],
    status: row.status as TaskRecord['status'],
    over: isOver(run.status),
    payload: row.payload as Json,
    progress: (row.progress ?? null) as Json,
    offeredAt: offeredAt.toISOString(),
    claimedAt: claimedAt?.toISOString() ?? null,
    heardAt: heardAt?.toISOString() ?? null,
    leaseUntil: leaseUntil?.toISOString() ?? null,
  }
}

export function claimedTask(runId: string, { task, step, attempt, purpose, queue, payload, key, leaseMs, claim, wanted }: TaskInHand): ClaimedTask {
  return { taskId: taskId(runId, task), runId, step, attempt, purpose, queue, payload, idempotencyKey: key, worker: claim.worker, fence: claim.fence, leaseMs, leaseUntil: new Date(claim.leaseUntil).toISOString(), wanted }
}
