import type { Waiting } from './share-out.ts'

/** What a run waits for: a place on its server, or one of those of its workflow. */
export interface Standing {
  readonly what: 'place' | 'workflow'
  readonly underWay: number
  readonly most: number
  /** Runs that go first. */
  readonly ahead: number
}

export function ahead(order: readonly Waiting[], runId: string): number {
  return Math.max(0, order.findIndex((run) => run.runId === runId))
}
