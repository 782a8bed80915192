import type { Json } from '@eddy/workflow'
import { configText } from '../text/config-text.ts'
import { expressionFailure, type RunKind } from '../run-kind.ts'

export const runExpression: RunKind = (request, { evaluator }) => {
  const expr = configText(request.step, 'expr')
  try {
    const value = evaluator.evaluate(expr, request.arguments, request.context)
    return isPromise(value) ? value.then((result) => ({ kind: 'ok', value: result }), expressionFailure) : { kind: 'ok', value }
  } catch (error) {
    return expressionFailure(error)
  }
}

function isPromise(value: Json | Promise<Json>): value is Promise<Json> {
  return value instanceof Promise
}
