import type { Json } from '@eddy/workflow'
import { isTrue } from '@eddy/workflow/is-true'
import { runError } from '../error/engine-error.ts'
import { acceptsWork } from '../scope/accepts-work.ts'
import type { StepInstance } from '../state/run-tree.ts'
import { attempt, andThen, firstAnswer, isPromise, messageOf, type MaybeAsync } from './maybe-async.ts'
import { performGroupValue } from './group-value.ts'
import { concludeFailure } from './perform-attempt.ts'
import { stepContext } from './performance.ts'
import type { Performer } from './performer.ts'

/** A repeat without a limit of its own ends here. */
const MAX_ROUNDS = 1000

type Next = { readonly again: boolean } | { readonly problem: string }

/** After a round of a repeat: asks `until` and `converged`, and records another round or the end. After the steps of a group: its value. */
export function performNext(performer: Performer, step: StepInstance): void {
  if (step.plan.native === 'group') return performGroupValue(performer, step)
  const next = whatNext(performer, step)
  if (isPromise(next)) next.then((value) => performer.act(() => recordNext(performer, step, value))).catch((error: unknown) => performer.crash(error))
  else recordNext(performer, step, next)
}

function recordNext(performer: Performer, step: StepInstance, next: Next): void {
  const { container } = step
  if (step.duty !== 'next' || container === undefined || !acceptsWork(performer.state, step.scope)) return performer.idle(step)
  if ('problem' in next) return concludeFailure(performer, step, { error: runError({ code: 'EXPRESSION_ERROR', message: next.problem, retryable: false }, { step: step.path, attempt: step.attempt }) })
  const value = container.accumulator
  if (!next.again) return performer.record('step.succeeded', { value }, step)
  if (container.opened >= maxRounds(step)) return limitReached(performer, step, value)
  performer.record('steps.emitted', { round: container.opened, element: value }, step)
}

/** A repeat that is to become true and has not is a failure; one that only counts its rounds has done what it should. */
function limitReached(performer: Performer, step: StepInstance, value: Json): void {
  const { until, converged } = step.plan.step.config ?? {}
  if (until === undefined && converged === undefined) return performer.record('step.succeeded', { value }, step)
  const error = runError({ code: 'ROUNDS_EXCEEDED', message: `"${step.path}" has not come to its end after ${maxRounds(step)} rounds (config.maxRounds)`, retryable: false }, { step: step.path, attempt: step.attempt })
  concludeFailure(performer, step, { error })
}

function maxRounds(step: StepInstance): number {
  const max = step.plan.step.config?.['maxRounds']
  return typeof max === 'number' ? max : MAX_ROUNDS
}

function whatNext(performer: Performer, step: StepInstance): MaybeAsync<Next> {
  const config = step.plan.step.config ?? {}
  const [previous = null, current = null] = step.container?.results ?? []
  const round = (step.container?.opened ?? 1) - 1
  const questions = [
    { expr: config['until'], root: { value: current, previous, round } },
    { expr: config['converged'], root: { current, previous, round } },
  ]
  const context = stepContext(performer.runId, step, { attempt: step.attempt, retries: step.retries })
  return attempt<Next>(
    () =>
      andThen(
        firstAnswer(questions, ({ expr, root }) => {
          // with one round there is nothing to compare
          if (typeof expr !== 'string' || ('current' in root && round === 0)) return undefined
          return andThen(performer.ports.evaluator.evaluate(expr, root, context), (answer) => (isTrue(answer) ? true : undefined))
        }),
        (ended) => ({ again: ended !== true }),
      ),
    (error) => ({ problem: `the end of "${step.path}" could not be decided: ${messageOf(error)}` }),
  )
}
