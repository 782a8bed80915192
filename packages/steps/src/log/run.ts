import type { LogLine } from '@eddy/engine'
import { expressionFailure, type RunKind } from '../run-kind.ts'
import { renderText } from '../template/render-template.ts'
import { configText } from '../text/config-text.ts'

const LONGEST_LINE = 10_000
const LEVELS: { readonly [level: string]: LogLine['level'] } = { debug: 'debug', warn: 'warn', error: 'error' }

export const runLog: RunKind = async (request, { evaluator }) => {
  try {
    const value = await renderText(configText(request.step, 'message'), { evaluator, arguments: request.arguments, context: request.context })
    return { kind: 'ok', value, logs: [{ level: LEVELS[configText(request.step, 'level')] ?? 'info', text: value.slice(0, LONGEST_LINE) }] }
  } catch (error) {
    return expressionFailure(error)
  }
}
