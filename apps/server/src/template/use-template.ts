import { contentHash, mapSteps, type Step, type WorkflowDocument } from '@eddy/workflow'
import type { Context } from '../trpc/context.ts'
import { createWorkflow } from '../workflow/create-workflow.ts'
import { documentOf, type WorkflowRecord } from '../workflow/workflow-record.ts'
import { equipWorkflow, type Equipment } from './equip-workflow.ts'
import type { Template } from './templates.ts'

/** Makes a workflow from a template, with all that comes with it: what it composes, the files that it reads, what its matrix is to come to. */
export async function useTemplate(equipment: Equipment, template: Template): Promise<WorkflowRecord> {
  const { db } = equipment
  const names = new Map<string, string>()
  for (const composed of template.composes ?? []) names.set(composed.name, await companion(db, withNames(composed, names)))
  const workflow = await createWorkflow(db, withNames(template.document, names))
  await equipWorkflow(equipment, workflow.id, template)
  return workflow
}

/** The name of a workflow that is just so; made when there is none. */
async function companion(db: Context['db'], document: WorkflowDocument): Promise<string> {
  const there = await db.prisma.workflow.findUnique({ where: { name: document.name } })
  if (there && contentHash(documentOf(there)) === contentHash(document)) return there.name
  return (await createWorkflow(db, document)).name
}

/** The document, composing by the names that are really there. */
function withNames(document: WorkflowDocument, names: ReadonlyMap<string, string>): WorkflowDocument {
  return mapSteps(document, (step: Step) => {
    const reference = step.kind === 'compose' ? step.config?.['workflow'] : undefined
    const name = typeof reference === 'string' ? names.get(reference) : undefined
    return name === undefined ? step : { ...step, config: { ...step.config, workflow: name } }
  })
}
