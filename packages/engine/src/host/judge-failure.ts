import { duration } from '../plan/policies.ts'
import type { ErrorRule, Json } from '@eddy/workflow'
import { isTrue } from '@eddy/workflow/is-true'
import { errorClass } from '../error/error-class.ts'
import { errorJson } from '../error/error-json.ts'
import type { RunError } from '../error/run-error.ts'
import { NO_VERDICT, type Verdict } from '../decide/after-failure.ts'
import type { StepInstance } from '../state/run-tree.ts'
import { andThen, attempt, firstAnswer, isPromise, type MaybeAsync } from './maybe-async.ts'
import { stepContext } from './performance.ts'
import type { Recorder } from './recorder.ts'

/** The verdict of the first `onError` rule that matches. A rule that cannot be evaluated does not match: the error itself must not be lost. */
export function judgeFailure(recorder: Recorder, step: StepInstance, error: RunError): MaybeAsync<Verdict> {
  const rules = step.plan.step.onError
  if (rules === undefined || rules.length === 0) return NO_VERDICT
  const root: Json = { error: { ...errorJson(error), class: errorClass(error) }, attempt: step.attempt, arguments: step.arguments ?? {} }
  const context = stepContext(recorder.runId, step, { attempt: step.attempt, retries: step.retries })
  const evaluate = (expr: string) => recorder.ports.evaluator.evaluate(expr, root, context)
  const verdict = firstAnswer(rules, (rule) =>
    attempt<Verdict | undefined>(
      () => andThen(evaluate(rule.when), (matches) => (isTrue(matches) ? verdictOf(rule, evaluate) : undefined)),
      () => undefined,
    ),
  )
  return isPromise(verdict) ? verdict.then((value) => value ?? NO_VERDICT) : (verdict ?? NO_VERDICT)
}

function verdictOf(rule: ErrorRule, evaluate: (expr: string) => MaybeAsync<Json>): MaybeAsync<Verdict> {
  switch (rule.then) {
    case 'fail':
      return { then: 'fail' }
    case 'retry':
      return rule.delay === undefined ? { then: 'retry' } : { then: 'retry', delayMs: duration(rule.delay, 'onError.delay') }
    case 'continue':
    case 'halt': {
      const { then } = rule
      if (rule.value === undefined) return { then, value: null }
      return andThen(evaluate(rule.value), (value) => ({ then, value }))
    }
  }
}
