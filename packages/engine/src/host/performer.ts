import type { Fact } from '../event/event.ts'
import type { Ports } from '../port/ports.ts'
import type { StepContext } from '../port/step-executor.ts'
import type { RunState } from '../state/run-state.ts'
import type { StepInstance } from '../state/step-instance.ts'
import type { Abort } from './abort.ts'

/** What performing a task needs of the driver. */
export interface Performer {
  readonly runId: string
  readonly state: RunState
  readonly ports: Ports
  /** Records facts, in order, at once. */
  feed(...facts: readonly Fact[]): void
  /** Runs what records facts, when nothing else is due first. */
  act(action: () => void): void
  /** Makes everything recorded so far durable; undefined when it is. */
  flushed(): Promise<void> | undefined
  /** The performance of a step begins: its abort handle; a later one makes it stale. */
  begin(step: StepInstance): Abort
  /** Whether that performance is still the step's present one; it ends here. */
  end(step: StepInstance, abort: Abort): boolean
  /** A defect or a lost journal: the run cannot go on in this process. */
  crash(error: unknown): void
}

/** `$context` of a step's next or present attempt. */
export function stepContext(performer: Pick<Performer, 'runId' | 'state'>, step: StepInstance, attempt: number): StepContext {
  const left = step.plan.retry.max - step.retries
  return {
    runId: performer.runId,
    step: step.path,
    attempt,
    retriesRemaining: Number.isFinite(left) ? Math.max(0, left) : null,
    workflow: step.scope.plan.workflow.name,
  }
}

/** One key for all attempts that aim at the same effect (R5). */
export function idempotencyKey(performer: Pick<Performer, 'runId'>, step: StepInstance): string {
  return `${performer.runId}/${step.path}/${step.attemptGroup}`
}
