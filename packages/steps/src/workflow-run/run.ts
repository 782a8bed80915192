import type { Outcome } from '@eddy/engine'
import { StepProblem } from '../coordination/step-problem.ts'
import { effectKey, isBuiltInUndo } from '../file/file-step.ts'
import { asJson } from '../workflow-desk/document-argument.ts'
import type { ChildEnd } from '../workflow-desk/workflow-desk.ts'
import { workflowKind } from '../workflow-desk/workflow-kind.ts'
import { workflowRunConfig } from './contract.ts'

export const runWorkflowRun = workflowKind(workflowRunConfig, async ({ config, request, text }, desk): Promise<Outcome> => {
  const effect = effectKey(request)
  if (isBuiltInUndo(request)) {
    await desk.undoRun(effect)
    return { kind: 'ok', value: null }
  }
  const workflow = (await text(config.workflow)).trim()
  const { runId, path: step, signal } = request
  if (signal.aborted) throw new StepProblem({ code: 'CANCELLED', message: 'the run no longer wants this; nothing was started', retryable: true })
  const { environment } = config
  const end = await desk.run({ runId, step, workflow, input: request.arguments['input'] ?? {}, effect, signal, ...(environment ? { environment } : {}) })
  if (end.status !== 'succeeded') throw failed(end)
  return { kind: 'ok', value: { runId: end.runId, workflow: end.workflow, status: end.status, value: end.value } }
})

function failed({ runId, workflow, status, error }: ChildEnd): StepProblem {
  const reason = error === null ? `it was ${status}` : error.message
  return new StepProblem({ code: 'CHILD_RUN_FAILED', message: `the run ${runId} of "${workflow}" did not succeed: ${reason}`, retryable: error?.retryable ?? false, details: asJson({ runId, status, error }) })
}
