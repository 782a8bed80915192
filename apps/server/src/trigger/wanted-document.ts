import type { WorkflowDocument } from '@eddy/workflow'
import type { Database } from '../db/index.ts'
import { Refusal } from '../refusal.ts'
import { chosenVersion } from '../version/chosen-version.ts'
import { documentOf } from '../workflow/workflow-record.ts'
import type { RunsChoice } from './trigger-config.ts'

/** The document that a run of a trigger would get, for the inputs that it takes. */
export async function wantedDocument(db: Database, { workflowId, runs }: { readonly workflowId: string; readonly runs: RunsChoice }, canaryKey: string): Promise<WorkflowDocument> {
  const workflow = await db.prisma.workflow.findUnique({ where: { id: workflowId } })
  if (!workflow) throw new Refusal('NOT_FOUND', `There is no workflow ${workflowId}; it may have been removed.`)
  const choice = 'number' in runs ? { number: runs.number } : 'environment' in runs ? { environment: runs.environment } : {}
  const chosen = await chosenVersion(db, workflowId, { ...choice, caller: canaryKey, runId: canaryKey })
  return documentOf(chosen?.version ?? workflow)
}
