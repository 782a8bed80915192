import type { Step } from '@eddy/workflow'
import { duration } from '../plan/policies.ts'
import type { Outcome, Purpose, StepContext, StepRequest } from '../port/step-executor.ts'
import type { StepInstance } from '../state/step-instance.ts'
import { andThen, attempt, isPromise } from './maybe-async.ts'
import { normalizeOutcome, thrown } from './normalize-outcome.ts'
import { idempotencyKey, type Performer } from './performer.ts'
import type { Arguments } from './resolve-arguments.ts'

export interface Call {
  readonly step: StepInstance
  /** The definition to carry out: the step's own, or a handler's. */
  readonly definition: Step
  readonly purpose: Purpose
  readonly arguments: Arguments
  readonly context: StepContext
  readonly undoing?: StepRequest['undoing']
}

/** `timeout`: the call's time ran out; what it did is unknown. */
export type Called = Outcome | { readonly kind: 'timeout' }

/** Calls the executor once everything recorded is durable, and answers with its outcome, unless the run has moved on. */
export function callExecutor(performer: Performer, call: Call, conclude: (outcome: Called) => void): void {
  const abort = performer.begin(call.step)
  let cancelTimeout: (() => void) | undefined
  const settle = (outcome: Called) => {
    cancelTimeout?.()
    performer.act(() => {
      if (performer.end(call.step, abort)) conclude(outcome)
    })
  }
  const execute = () => {
    if (call.definition.timeout !== undefined) {
      const dueAt = performer.ports.clock.now() + duration(call.definition.timeout, 'timeout')
      cancelTimeout = performer.ports.clock.at(dueAt, () => {
        settle({ kind: 'timeout' })
        abort.abort()
      })
    }
    const outcome = attempt<Outcome>(() => andThen(performer.ports.executor.execute(request(performer, call, abort)), normalizeOutcome), thrown)
    if (isPromise(outcome)) outcome.then(settle).catch((error: unknown) => performer.crash(error))
    else settle(outcome)
  }
  const flushed = call.step.plan.effects.length > 0 || call.purpose !== 'run' ? performer.flushed() : undefined
  if (flushed === undefined) execute()
  else flushed.then(execute).catch((error: unknown) => performer.crash(error))
}

function request(performer: Performer, call: Call, abort: import('./abort.ts').Abort): StepRequest {
  return {
    runId: performer.runId,
    path: call.step.path,
    step: call.definition,
    purpose: call.purpose,
    arguments: call.arguments,
    context: call.context,
    ...(call.undoing ? { undoing: call.undoing } : {}),
    idempotencyKey: idempotencyKey(performer, call.step) + (call.purpose === 'run' ? '' : `/${call.purpose}`),
    signal: abort,
  }
}
