import { documentSecrets } from '@eddy/library'
import type { WorkflowDocument } from '@eddy/workflow'
import type { Database } from '../db/index.ts'
import { signingSecrets } from '../trigger/signing-secrets.ts'

export interface SecretUse {
  readonly id: string
  readonly name: string
  readonly title: string | null
  /** Steps and handlers that take it, by path, and triggers, by name. */
  readonly steps: readonly string[]
}

/** The workflows whose draft or triggers take a secret, by its name. O(steps of all workflows). */
export async function secretUsage(db: Database): Promise<ReadonlyMap<string, readonly SecretUse[]>> {
  const workflows = await db.prisma.workflow.findMany({ select: { id: true, name: true, title: true, document: true }, orderBy: { name: 'asc' } })
  const usage = new Map<string, SecretUse[]>()
  for (const { document, ...workflow } of workflows) {
    // the column holds drafts
    for (const [secret, steps] of documentSecrets(document as unknown as WorkflowDocument)) usage.set(secret, [...(usage.get(secret) ?? []), { ...workflow, steps }])
  }
  for (const { secret, trigger, workflow } of await signingSecrets(db)) {
    const known = usage.get(secret) ?? []
    const own = known.find(({ id }) => id === workflow.id)
    usage.set(secret, [...known.filter((use) => use !== own), { ...workflow, steps: [...(own?.steps ?? []), `trigger ${trigger}`] }])
  }
  return usage
}
