import type { Outcome } from '@eddy/engine'
import type { Json } from '@eddy/workflow'
import { coordinatedKind } from '../coordination/coordinated-kind.ts'
import { StepProblem } from '../coordination/step-problem.ts'
import { effectKey, isBuiltInUndo } from '../file/file-step.ts'
import { metricConfig } from './contract.ts'

export const runMetric = coordinatedKind(metricConfig, async ({ config, request, services: { coordination }, evaluate, text }): Promise<Outcome> => {
  const effect = effectKey(request)
  if (isBuiltInUndo(request)) {
    await coordination.removeMetric(effect)
    return { kind: 'ok', value: null }
  }
  const { name } = config
  const value = numberFrom(await evaluate(config.value ?? '1'))
  const labels = Object.fromEntries(await Promise.all(Object.entries(config.labels ?? {}).map(async ([label, template]) => [label, await text(template)] as const)))
  const total = await coordination.addMetric({ name, labels, value, runId: request.runId, effect })
  return { kind: 'ok', value: { name, labels, added: value, total } }
})

function numberFrom(value: Json): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value
  throw new StepProblem({ code: 'NOT_A_NUMBER', message: `what is to be added must be a number, and it is ${JSON.stringify(value)}`, retryable: false })
}
