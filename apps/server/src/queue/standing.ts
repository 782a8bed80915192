import type { Waiting } from './share-out.ts'

/** What a run waits for: a place on its server, one of those of its workflow, or its turn under the workflow's concurrency key. */
export interface Standing {
  readonly what: 'place' | 'workflow' | 'key'
  readonly underWay: number
  readonly most: number
  /** Runs that go first. */
  readonly ahead: number
  /** The concurrency key. */
  readonly key?: string
  /** A run that goes under the same key. */
  readonly heldBy?: string
}

export function ahead(order: readonly Waiting[], runId: string): number {
  return Math.max(0, order.findIndex((run) => run.runId === runId))
}
