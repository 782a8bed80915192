import type { Evaluator, StepContext } from '@eddy/engine'
import type { Json } from '@eddy/workflow'
import { expressionError, ExpressionError } from '../evaluator/expression-error.ts'

export interface Evaluation {
  readonly evaluator: Evaluator
  readonly context: StepContext
  readonly root: Json
}

/** Value of an expression that is one of many in its step; rejects with an ExpressionError that names its place. */
export async function evaluateAt({ evaluator, context, root }: Evaluation, expr: string, place: string): Promise<Json> {
  try {
    return await evaluator.evaluate(expr, root, context)
  } catch (error) {
    const { code, message } = expressionError(error)
    throw new ExpressionError(code, `${message} (in ${place})`)
  }
}
