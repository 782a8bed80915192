import type { WorkflowDocument } from '@eddy/workflow'
import type { Database } from '../db/index.ts'
import { Refusal } from '../refusal.ts'
import type { SecretStore } from '../secret/secret-store.ts'
import { problemsOf, resolveDefinition } from './definition.ts'

export interface Adapting {
  readonly runId: string
  readonly document: WorkflowDocument
}

/** Refuses a version that a run cannot go on with: an invalid one, or any for a trial, which would not know what is pinned or left out. */
export async function refuseUnadaptable({ db, secrets }: { readonly db: Database; readonly secrets?: SecretStore }, { runId, document }: Adapting): Promise<void> {
  const run = await db.prisma.run.findUnique({ where: { id: runId }, select: { trial: true } })
  if (run?.trial) throw new Refusal('INVALID_STATE', 'A run with a fixture, or of a part of a workflow, cannot go on with another version. Run it again with the new version.')
  const problems = problemsOf(await resolveDefinition(db, document), await secrets?.names()).filter((problem) => problem.severity === 'error')
  if (problems.length > 0) throw new Refusal('INVALID_DOCUMENT', `The new version cannot run: it has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}.`, problems)
}
