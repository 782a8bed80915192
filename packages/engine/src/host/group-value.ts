import type { Json } from '@eddy/workflow'
import { runError } from '../error/engine-error.ts'
import { acceptsWork } from '../scope/accepts-work.ts'
import type { StepInstance } from '../state/run-tree.ts'
import { andThen, attempt, isPromise, messageOf, type MaybeAsync } from './maybe-async.ts'
import { concludeFailure } from './perform-attempt.ts'
import { stepContext } from './performance.ts'
import type { Performer } from './performer.ts'

type Made = { readonly value: Json } | { readonly problem: string }

/** What a group makes of the value of its steps (`config.after`): that is its own. */
export function performGroupValue(performer: Performer, step: StepInstance): void {
  const made = makeValue(performer, step)
  if (isPromise(made)) made.then((value) => performer.act(() => recordValue(performer, step, value))).catch((error: unknown) => performer.crash(error))
  else recordValue(performer, step, made)
}

function recordValue(performer: Performer, step: StepInstance, made: Made): void {
  if (step.duty !== 'next' || !acceptsWork(performer.state, step.scope)) return performer.idle(step)
  if ('value' in made) return performer.record('step.succeeded', { value: made.value }, step)
  concludeFailure(performer, step, { error: runError({ code: 'EXPRESSION_ERROR', message: made.problem, retryable: false }, { step: step.path, attempt: step.attempt }) })
}

function makeValue(performer: Performer, step: StepInstance): MaybeAsync<Made> {
  const { container, plan } = step
  const expr = plan.step.config?.['after']
  const value = container?.accumulator ?? null
  if (typeof expr !== 'string') return { value }
  const root = { value, before: container?.scopes.get(0)?.element ?? null, arguments: step.arguments ?? {} }
  const context = stepContext(performer.runId, step, { attempt: step.attempt, retries: step.retries })
  return attempt<Made>(
    () => andThen(performer.ports.evaluator.evaluate(expr, root, context), (result) => ({ value: result })),
    (error) => ({ problem: `what "${step.path}" does after its steps failed: ${messageOf(error)}` }),
  )
}
