import { renderText } from '../render.ts'
import { expressionFailure, type RunKind } from '../run-kind.ts'

export const runTemplate: RunKind = async (request, { evaluator }) => {
  try {
    const text = String(request.step.config?.['template'] ?? '')
    return { kind: 'ok', value: await renderText(text, { evaluator, arguments: request.arguments, context: request.context }) }
  } catch (error) {
    return expressionFailure(error)
  }
}
