import { answered, EddyProblem } from './answered.ts'
import type { EddyClient } from './create-client.ts'
import { hold } from './hold-task.ts'
import { wait } from './retrying.ts'
import type { Task, TaskHandler } from './task-handler.ts'

export interface WorkOptions {
  readonly queues: readonly string[]
  readonly handler: TaskHandler
  /** What people see; the token's name when left out. */
  readonly worker?: string | undefined
  /** Tasks at a time; 1 when left out. */
  readonly concurrency?: number | undefined
  /** Claims no more when it is aborted; what is in hand is ended. */
  readonly signal?: AbortSignal | undefined
  /** Returns when no task comes for so many seconds; never when left out. */
  readonly idleSeconds?: number | undefined
  /** Told of what went wrong on the way; `console.error` when left out. */
  readonly onTrouble?: ((error: unknown) => void) | undefined
}

const POLL_SECONDS = 20
const LONGEST_MS = 30_000

/**
 * Works on the tasks of some queues until the signal: claims the next, keeps it by heartbeats while the handler is at it, and completes or fails it.
 * Throws EddyProblem where the server refuses the worker itself; what passes is tried again, with growing pauses.
 */
export async function work(client: EddyClient, { concurrency = 1, ...options }: WorkOptions): Promise<void> {
  const refused = new AbortController()
  const signal = options.signal ? AbortSignal.any([options.signal, refused.signal]) : refused.signal
  const lines = Array.from({ length: concurrency }, () => line(client, { ...options, signal }))
  try {
    await Promise.all(lines)
  } finally {
    // what the others have in hand is ended
    refused.abort()
    await Promise.allSettled(lines)
  }
}

type Line = WorkOptions & { readonly signal: AbortSignal }

/** One task after the other. */
async function line(client: EddyClient, options: Line): Promise<void> {
  const { signal, handler, idleSeconds, onTrouble = (error: unknown) => console.error(error) } = options
  let failures = 0
  let idleSince = Date.now()
  while (!signal.aborted) {
    try {
      const task = await claim(client, options)
      failures = 0
      if (task) {
        await hold(client, task, { handler, onTrouble })
        idleSince = Date.now()
      } else if (idleSeconds !== undefined && Date.now() - idleSince >= idleSeconds * 1000) return
    } catch (error) {
      if (signal.aborted) return
      if (error instanceof EddyProblem && isFinal(error)) throw error
      onTrouble(error)
      await wait(Math.min(LONGEST_MS, 500 * 2 ** failures++) * (0.5 + Math.random() / 2), signal).catch(() => undefined)
    }
  }
}

async function claim(client: EddyClient, { queues, worker, signal, idleSeconds }: Line): Promise<Task | null> {
  const body = { queues: [...queues], waitSeconds: Math.min(POLL_SECONDS, idleSeconds ?? POLL_SECONDS), ...(worker === undefined ? {} : { worker }) }
  return (await answered(client.POST('/tasks/claim', { body, signal }))).task
}

/** It will not be otherwise another time. */
function isFinal({ status }: EddyProblem): boolean {
  return status < 500 && status !== 409 && status !== 429
}
