import type { Outcome } from '@eddy/engine'
import { composedReferences, documentSchema, validate, walkSteps, type Json, type Problem, type WorkflowDocument } from '@eddy/workflow'
import { coordinatedKind } from '../coordination/coordinated-kind.ts'
import { StepProblem } from '../coordination/step-problem.ts'
import type { KindServices } from '../run-kind.ts'
import { asJson, givenDocument } from '../workflow-desk/document-argument.ts'
import { workflowValidateConfig } from './contract.ts'

export const runWorkflowValidate = coordinatedKind(workflowValidateConfig, async ({ config, request, services, evaluate }): Promise<Outcome> => {
  const given = givenDocument(request.arguments)
  const most = config.maxSteps === undefined ? null : await evaluate(config.maxSteps)
  if (most !== null && typeof most !== 'number') throw new StepProblem({ code: 'NOT_A_NUMBER', message: `the most steps that are allowed must be a number, and it is ${JSON.stringify(most)}`, retryable: false })
  const steps = countSteps(given)
  const { catalog } = services
  const composed = await composedOf(given, services)
  const problems = [...tooMany(steps, most), ...validate(given, { catalog, workflow: (reference) => composed.get(reference) })]
  const errors = problems.filter(({ severity }) => severity === 'error')
  if (config.onProblems === 'fail' && errors.length > 0) throw new StepProblem({ code: 'WORKFLOW_INVALID', message: `the workflow has ${errors.length === 1 ? 'an error' : `${errors.length} errors`}: ${errors[0]?.message ?? ''}`, retryable: false, details: asJson(problems) })
  return { kind: 'ok', value: { valid: errors.length === 0, errors: errors.length, warnings: problems.length - errors.length, steps, problems: asJson(problems) } }
})

function tooMany(steps: number, most: number | null): readonly Problem[] {
  return most === null || steps <= most ? [] : [{ code: 'TOO_MANY_STEPS', severity: 'error', path: '/steps', message: `The workflow has ${steps} steps; ${most} are allowed.` }]
}

/** 0 where the document has no shape in which they could be counted. */
function countSteps(document: Json): number {
  const read = documentSchema.safeParse(document)
  return read.success ? [...walkSteps(read.data as WorkflowDocument)].filter(({ lane }) => lane === 'steps').length : 0
}

/** What it composes, and what that composes; what the host does not have is left to the check. */
async function composedOf(document: Json, { workflows }: KindServices): Promise<ReadonlyMap<string, WorkflowDocument>> {
  const found = new Map<string, WorkflowDocument>()
  const read = documentSchema.safeParse(document)
  if (!workflows || !read.success) return found
  const pending = [...composedReferences(read.data as WorkflowDocument)]
  for (let reference = pending.pop(); reference !== undefined; reference = pending.pop()) {
    const inner = found.has(reference) ? undefined : await workflows.find(reference)
    if (!inner) continue
    found.set(reference, inner)
    pending.push(...composedReferences(inner))
  }
  return found
}
