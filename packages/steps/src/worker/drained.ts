import type { AbortSignalLike } from '@eddy/engine'
import type { AgentDesk } from '../agent-task/agent-desk.ts'

const LOOK_MS = 20

export interface Draining {
  readonly agents: AgentDesk
  readonly name: string
  readonly waitMs: number
  readonly signal: AbortSignalLike
}

/** Whether the worker has ended its tasks in time. Tasks that another server gave it are not seen here. */
export async function drained({ agents, name, waitMs, signal }: Draining): Promise<boolean> {
  const until = performance.now() + waitMs
  for (;;) {
    if (agents.busy(name) === 0) return true
    if (signal.aborted || performance.now() >= until) return false
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
  }
}
