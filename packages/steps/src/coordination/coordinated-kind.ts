import type { Outcome, StepRequest } from '@eddy/engine'
import type { Json } from '@eddy/workflow'
import { z } from 'zod'
import { expressionError } from '../evaluator/expression-error.ts'
import { publicRequest } from '../public-request.ts'
import type { KindServices, RunKind } from '../run-kind.ts'
import { renderJson, renderText } from '../template/render-template.ts'
import { StepProblem } from './step-problem.ts'

/** What the effect of a kind works with. */
export interface Job<Config> {
  readonly config: Config
  /** As others may see it: what these kinds do is not the run's own any more. */
  readonly request: StepRequest
  readonly services: KindServices
  /** A text with its `{{ }}` filled in. */
  readonly text: (template: string) => Promise<string>
  /** A JSON value with its `{{ }}` filled in. */
  readonly render: (value: Json) => Promise<Json>
  /** The value of an expression over the arguments. */
  readonly evaluate: (expr: string) => Promise<Json>
}

/** A kind whose configuration is read and whose problems become failures; anything else that is thrown may be tried again. */
export function coordinatedKind<Config>(schema: z.ZodType<Config>, act: (job: Job<Config>) => Promise<Outcome>): RunKind {
  return async (given, services) => {
    const request = publicRequest(given)
    const read = schema.safeParse(request.step.config ?? {})
    if (!read.success) return { kind: 'fail', error: { code: 'INVALID_CONFIG', message: `the configuration is not valid: ${z.prettifyError(read.error)}`, retryable: false } }
    const rendering = { evaluator: services.evaluator, arguments: request.arguments, context: request.context }
    const asExpression = <T>(value: Promise<T>) => value.catch((error: unknown) => Promise.reject(problemOf(error)))
    try {
      return await act({
        config: read.data,
        request,
        services,
        text: (template) => asExpression(renderText(template, rendering)),
        render: (value) => asExpression(renderJson(value, rendering)),
        evaluate: (expr) => asExpression(Promise.resolve().then(() => services.evaluator.evaluate(expr, request.arguments, request.context))),
      })
    } catch (error) {
      if (error instanceof StepProblem) return { kind: 'fail', error: error.report }
      return { kind: 'fail', error: { code: 'COORDINATION_UNAVAILABLE', message: `what runs share could not be read or kept: ${error instanceof Error ? error.message : String(error)}`, retryable: true } }
    }
  }
}

function problemOf(error: unknown): StepProblem {
  const { code, message } = expressionError(error)
  return new StepProblem({ code, message: `the expression failed: ${message}`, retryable: false })
}
