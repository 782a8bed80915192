import type { Outcome } from '@eddy/engine'
import { optimizeWorkflow } from '@eddy/workflow'
import { coordinatedKind } from '../coordination/coordinated-kind.ts'
import { asJson, shapedDocument } from '../workflow-desk/document-argument.ts'
import { workflowOptimizeConfig } from './contract.ts'

export const runWorkflowOptimize = coordinatedKind(workflowOptimizeConfig, async ({ config, request, services: { catalog, evaluator } }): Promise<Outcome> => {
  const optimized = await optimizeWorkflow(shapedDocument(request.arguments), { catalog, evaluate: (expr, root) => evaluator.evaluate(expr, root, null), ...(config.passes ? { passes: config.passes } : {}) })
  return { kind: 'ok', value: asJson(optimized), logs: optimized.changes.slice(0, 50).map(({ message }) => ({ level: 'info', text: message })) }
})
