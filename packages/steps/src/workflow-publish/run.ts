import type { Outcome } from '@eddy/engine'
import { isName } from '@eddy/workflow'
import { StepProblem } from '../coordination/step-problem.ts'
import { effectKey, isBuiltInUndo } from '../file/file-step.ts'
import { shapedDocument } from '../workflow-desk/document-argument.ts'
import { workflowKind } from '../workflow-desk/workflow-kind.ts'
import { workflowPublishConfig } from './contract.ts'

export const runWorkflowPublish = workflowKind(workflowPublishConfig, async ({ config, request, text }, desk): Promise<Outcome> => {
  const effect = effectKey(request)
  if (isBuiltInUndo(request)) {
    await desk.unpublish(effect)
    return { kind: 'ok', value: null }
  }
  const document = shapedDocument(request.arguments)
  const name = config.name === undefined ? document.name : (await text(config.name)).trim()
  if (!isName(name)) throw new StepProblem({ code: 'WORKFLOW_REFUSED', message: `"${name}" is no name for a workflow: one starts with a lower-case letter and holds up to 64 lower-case letters, digits and underscores`, retryable: false })
  const { as = 'version', into = 'new', environment } = config
  const { workflow, workflowId, version, environment: pointed, contentHash } = await desk.publish({ document: { ...document, name }, as, into, note: await text(config.note ?? ''), runId: request.runId, effect, ...(environment && as === 'version' ? { environment } : {}) })
  return { kind: 'ok', value: { workflow, workflowId, version, environment: pointed, contentHash } }
})
