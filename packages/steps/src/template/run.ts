import { configText } from '../text/config-text.ts'
import { renderText } from './render-template.ts'
import { expressionFailure, type RunKind } from '../run-kind.ts'

export const runTemplate: RunKind = async (request, { evaluator }) => {
  try {
    const text = configText(request.step, 'template')
    return { kind: 'ok', value: await renderText(text, { evaluator, arguments: request.arguments, context: request.context }) }
  } catch (error) {
    return expressionFailure(error)
  }
}
