import type { Problem, WorkflowDocument } from '@eddy/workflow'
import type { Database } from '../db/index.ts'
import { problemsOf, resolveDefinition } from '../run/definition.ts'
import type { SecretStore } from '../secret/secret-store.ts'

/** Secrets that a document takes and nobody has set: no reason not to publish it, as they may come later, but one to say so. */
export async function missingSecrets({ db, secrets }: { readonly db: Database; readonly secrets?: SecretStore | undefined }, document: WorkflowDocument): Promise<readonly Problem[]> {
  if (secrets === undefined) return []
  const problems = problemsOf(await resolveDefinition(db, document), await secrets.names())
  return problems.filter(({ code }) => code === 'UNKNOWN_SECRET').map((problem): Problem => ({ ...problem, severity: 'warning' }))
}
