import type { JsonSchema, Step } from '@eddy/workflow'
import { must } from '../error/engine-error.ts'
import type { Outcome, Purpose } from '../port/step-executor.ts'
import type { StepInstance } from '../state/run-tree.ts'
import { timeLimit } from './call-executor.ts'
import { concludeAttempt } from './perform-attempt.ts'
import { concludeCheck, concludeCompensation, concludeUndo } from './perform-handler.ts'
import { Performance, type Conclusion } from './performance.ts'
import type { Performer } from './performer.ts'
import { NO_ARGUMENTS } from './resolve-arguments.ts'

/** A call that the executor leaves to a worker outside. */
export function offerTask(performer: Performer, performance: Performance, { queue, payload, leaseMs, schema }: Extract<Outcome, { readonly kind: 'offer' }>): void {
  const { subject: step, purpose, idempotencyKey: key } = performance
  const timeoutMs = timeLimit(performance)
  performer.record('task.offered', { queue, payload, leaseMs, key, purpose, ...(schema === undefined ? {} : { schema: schema as JsonSchema & { readonly [key: string]: never } }), ...(timeoutMs === null ? {} : { timeoutMs }) }, step)
}

/** Takes in how a worker has ended its task, as what the call itself would have come to. */
export function settleTask(performer: Performer, step: StepInstance): void {
  const offer = performer.state.offers.get(step)
  // it may have run out of time right before
  if (offer?.outcome === undefined) return
  const { definition, conclude } = callOf(step, offer.purpose)
  conclude(performer, new Performance(performer.runId, { step, definition, purpose: offer.purpose, arguments: NO_ARGUMENTS, conclude }), offer.outcome)
}

function callOf(step: StepInstance, purpose: Purpose): { readonly definition: Step; readonly conclude: Conclusion } {
  const { plan, scope } = step
  const own = plan.step
  const handler = (name: string | undefined) => scope.plan.workflow.handlers.get(name ?? '') ?? own
  switch (purpose) {
    case 'run':
      return { definition: own, conclude: concludeAttempt }
    case 'undo':
      return { definition: plan.undo.by === 'handler' ? handler(plan.undo.handler) : own, conclude: concludeUndo }
    case 'check':
      return { definition: handler(own.check), conclude: concludeCheck }
    case 'compensate':
      return { definition: handler(own.compensate), conclude: concludeCompensation(step, { handler: own.compensate ?? '', error: must(step.error, 'the error of a failing step') }) }
  }
}
