import { configText } from '../text/config-text.ts'
import { renderText } from '../template/render-template.ts'
import { expressionFailure, type RunKind } from '../run-kind.ts'

export const runFail: RunKind = async (request, { evaluator }) => {
  const config = request.step.config ?? {}
  try {
    const message = await renderText(configText(request.step, 'message', 'failed on purpose'), { evaluator, arguments: request.arguments, context: request.context })
    return { kind: 'fail', error: { code: typeof config['code'] === 'string' ? config['code'] : 'FAILED', message, retryable: config['retryable'] === true } }
  } catch (error) {
    return expressionFailure(error)
  }
}
