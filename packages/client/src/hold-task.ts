import { answered, EddyProblem } from './answered.ts'
import type { EddyClient } from './create-client.ts'
import { wait } from './retrying.ts'
import type { Task, TaskHandler } from './task-handler.ts'

/** Thrown by a handler: the step fails with this code. `retryable: false`: another attempt would come to the same. */
export class TaskFailure extends Error {
  override readonly name = 'TaskFailure'
  readonly code: string
  readonly retryable: boolean
  readonly details: unknown

  constructor(message: string, { code = 'TASK_FAILED', retryable = true, details }: { readonly code?: string; readonly retryable?: boolean; readonly details?: unknown } = {}) {
    super(message)
    this.code = code
    this.retryable = retryable
    this.details = details
  }
}

/** Thrown by a handler that has done nothing: the task is offered to others again. The message says why. */
export class GiveBack extends Error {
  override readonly name = 'GiveBack'
}

interface Holding {
  readonly handler: TaskHandler
  readonly onTrouble: (error: unknown) => void
}

/** Does one task, and tells what came of it; what another has by now is not told. */
export async function hold(client: EddyClient, task: Task, { handler, onTrouble }: Holding): Promise<void> {
  const unwanted = new AbortController()
  const over = new AbortController()
  let told: unknown
  const beating = beat(client, task, { over: over.signal, progress: () => told, unwanted, onTrouble })
  let end: () => Promise<unknown>
  try {
    const value = await handler(task, { signal: unwanted.signal, progress: (value) => (told = value) })
    end = () => complete(client, task, value)
  } catch (error) {
    end = () => (error instanceof GiveBack ? release(client, task, error.message) : fail(client, task, failureOf(error)))
  }
  over.abort()
  await beating
  try {
    await end()
  } catch (error) {
    // it is another's, or nobody's any more
    onTrouble(error)
  }
}

interface Beating {
  readonly over: AbortSignal
  readonly progress: () => unknown
  readonly unwanted: AbortController
  readonly onTrouble: (error: unknown) => void
}

/** A sign of life, three for each lease. */
async function beat(client: EddyClient, task: Task, { over, progress, unwanted, onTrouble }: Beating): Promise<void> {
  for (;;) {
    await wait(Math.max(20, task.leaseMs / 3), over).catch(() => undefined)
    if (over.aborted) return
    const value = progress()
    try {
      const { wanted } = await answered(client.POST('/tasks/{id}/heartbeat', { params: at(task), body: { fence: task.fence, ...(value === undefined ? {} : { progress: value }) }, signal: over }))
      if (!wanted) unwanted.abort(new Error('the run no longer wants this task'))
    } catch (error) {
      if (over.aborted) return
      onTrouble(error)
      if (error instanceof EddyProblem && error.status < 500 && error.status !== 429) return unwanted.abort(error)
    }
  }
}

async function complete(client: EddyClient, task: Task, value: unknown): Promise<void> {
  try {
    await answered(client.POST('/tasks/{id}/complete', { params: at(task), body: { fence: task.fence, value: value ?? null } }))
  } catch (error) {
    if (!(error instanceof EddyProblem) || error.status === 409) throw error
    // this worker will not make another result of it
    await fail(client, task, new TaskFailure(error.message, { code: error.code, retryable: false }))
  }
}

function fail(client: EddyClient, task: Task, { code, message, retryable, details }: TaskFailure): Promise<unknown> {
  return answered(client.POST('/tasks/{id}/fail', { params: at(task), body: { fence: task.fence, code, message: message || code, retryable, ...(details === undefined ? {} : { details }) } }))
}

function release(client: EddyClient, task: Task, note: string): Promise<unknown> {
  return answered(client.POST('/tasks/{id}/release', { params: at(task), body: { fence: task.fence, note } }))
}

function failureOf(error: unknown): TaskFailure {
  return error instanceof TaskFailure ? error : new TaskFailure(error instanceof Error ? error.message : String(error))
}

function at({ taskId }: Task): { readonly path: { readonly id: string } } {
  return { path: { id: taskId } }
}
