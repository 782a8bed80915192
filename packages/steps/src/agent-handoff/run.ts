import type { Outcome } from '@eddy/engine'
import { coordinatedKind } from '../coordination/coordinated-kind.ts'
import { StepProblem } from '../coordination/step-problem.ts'
import { effectKey, isBuiltInUndo } from '../file/file-step.ts'
import { agentHandoffConfig } from './contract.ts'

export const runAgentHandoff = coordinatedKind(agentHandoffConfig, async ({ config, request, services: { coordination }, text }): Promise<Outcome> => {
  const id = effectKey(request)
  if (isBuiltInUndo(request)) {
    await coordination.withdraw(id)
    return { kind: 'ok', value: null }
  }
  const to = (await text(config.to)).trim()
  if (to === '') throw new StepProblem({ code: 'NO_ROLE', message: `the role "${config.to}" is empty with these arguments`, retryable: false })
  const from = (await text(config.from ?? '')) || request.context.workflow
  const subject = await text(config.subject)
  const at = new Date().toISOString()
  await coordination.handOff({ id, runId: request.runId, step: request.path, from, to, subject, body: 'body' in request.arguments ? (request.arguments['body'] ?? null) : request.arguments, at })
  return { kind: 'ok', value: { id, from, to, subject, at } }
})
