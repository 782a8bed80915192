import { acceptOverride as accept, type Override } from '@eddy/workflow'
import type { AcceptedOverride, Database } from '../db/index.ts'
import { newId } from '../new-id.ts'
import { Refusal } from '../refusal.ts'
import { saveWorkflow } from '../workflow/save-workflow.ts'
import { documentOf } from '../workflow/workflow-record.ts'
import { trialOf } from './trial-record.ts'

export interface AcceptRequest {
  readonly runId: string
  readonly by?: string | undefined
}

export interface AcceptedRow {
  readonly name: string
  readonly runId: string
  readonly fields: Override['fields']
  readonly acceptedAt: string
  readonly acceptedBy: string | null
  /** The first version that has it; null while only the draft has. */
  readonly version: number | null
}

/** The draft's revision after it. */
export interface Acceptance extends AcceptedRow {
  readonly workflowId: string
  readonly revision: number
}

/**
 * Takes the override of a run that succeeded over into the draft, and remembers which run has proved it. Asked twice it is done once.
 * Refuses a run that proved nothing (INVALID_STATE), and what was set otherwise in the draft meanwhile (OVERRIDE_CLASHES).
 */
export async function acceptOverride(db: Database, { runId, by }: AcceptRequest): Promise<Acceptance> {
  const { workflowId, override } = await provenBy(db, runId)
  const known = await db.prisma.acceptedOverride.findUnique({ where: { workflowId_runId: { workflowId, runId } }, include: { workflow: { select: { revision: true } } } })
  if (known) return { ...acceptedRow(known), workflowId, revision: known.workflow.revision }
  const workflow = await db.prisma.workflow.findUniqueOrThrow({ where: { id: workflowId } })
  const draft = accept(documentOf(workflow), override)
  if (!draft.ok) throw refusalOf(override, draft)
  const { revision } = await saveWorkflow(db, { id: workflowId, document: draft.document, baseRevision: workflow.revision })
  const row = await db.prisma.acceptedOverride.create({ data: { id: newId(), workflowId, runId, name: override.name, fields: override.fields as object, acceptedBy: by ?? null } })
  return { ...acceptedRow(row), workflowId, revision }
}

async function provenBy({ prisma }: Database, runId: string): Promise<{ readonly workflowId: string; readonly override: Override }> {
  const run = await prisma.run.findUnique({ where: { id: runId }, select: { workflowId: true, status: true, trial: true } })
  if (!run) throw new Refusal('NOT_FOUND', `There is no run ${runId}; it may have been removed.`)
  const override = trialOf(run)?.trial.override
  if (!override) throw new Refusal('INVALID_STATE', 'This run has tried no override, so there is nothing to accept.')
  if (run.workflowId === null) throw new Refusal('INVALID_STATE', 'The workflow of this run was removed, so there is no draft to take the override over into.')
  if (run.status !== 'succeeded') throw new Refusal('INVALID_STATE', `The override "${override.name}" has not proved itself: its run is ${run.status.replaceAll('_', ' ')}. One that succeeded can be accepted.`)
  return { workflowId: run.workflowId, override }
}

function refusalOf({ name }: Override, { clashes, problems }: Extract<ReturnType<typeof accept>, { ok: false }>): Refusal {
  const [clash] = clashes
  if (!clash) return new Refusal('INVALID_DOCUMENT', `"${name}" no longer fits the draft: ${problems[0]?.message ?? 'a field cannot be set to this.'}`, problems)
  return new Refusal('OVERRIDE_CLASHES', `The draft was changed since: "${clash.field}" of "${clash.step}" is set otherwise there. Look at both, set it in the draft, and try it again.`, { clashes })
}

export function acceptedRow({ name, runId, fields, acceptedAt, acceptedBy, version }: AcceptedOverride): AcceptedRow {
  // the column was written by acceptOverride
  return { name, runId, fields: fields as unknown as Override['fields'], acceptedAt: acceptedAt.toISOString(), acceptedBy, version }
}
