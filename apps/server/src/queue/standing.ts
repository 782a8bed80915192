import type { RunWait } from '@eddy/engine'
import type { Waiting } from './share-out.ts'

/** What a run waits for, for programs too. */
export interface Standing extends RunWait {
  /** A run that goes under the same key. */
  readonly heldBy?: string
}

export function ahead(order: readonly Waiting[], runId: string): number {
  return Math.max(0, order.findIndex((run) => run.runId === runId))
}
