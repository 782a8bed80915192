import type { Outcome } from '@eddy/engine'
import { compileWorkflow } from '@eddy/workflow'
import { coordinatedKind } from '../coordination/coordinated-kind.ts'
import { asJson, shapedDocument } from '../workflow-desk/document-argument.ts'
import { COMPILED, workflowCompileConfig } from './contract.ts'

export const runWorkflowCompile = coordinatedKind(workflowCompileConfig, async ({ config, request, services: { catalog } }): Promise<Outcome> => {
  const compiled = compileWorkflow(shapedDocument(request.arguments), catalog)
  const { name, contentHash } = compiled
  const made = (config.formats ?? COMPILED).map((format) => [format, compiled[format]] as const)
  return { kind: 'ok', value: asJson({ name, contentHash, ...Object.fromEntries(made) }) }
})
