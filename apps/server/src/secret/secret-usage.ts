import { walkSteps, type WorkflowDocument } from '@eddy/workflow'
import type { Database } from '../db/index.ts'

export interface SecretUse {
  readonly id: string
  readonly name: string
  readonly title: string | null
  /** Steps and handlers that take it, by path. */
  readonly steps: readonly string[]
}

/** The workflows whose draft takes a secret, by its name. O(steps of all workflows). */
export async function secretUsage({ prisma }: Database): Promise<ReadonlyMap<string, readonly SecretUse[]>> {
  const workflows = await prisma.workflow.findMany({ select: { id: true, name: true, title: true, document: true }, orderBy: { name: 'asc' } })
  const usage = new Map<string, SecretUse[]>()
  for (const { document, ...workflow } of workflows) {
    // the column holds drafts
    for (const [secret, steps] of secretsOf(document as unknown as WorkflowDocument)) usage.set(secret, [...(usage.get(secret) ?? []), { ...workflow, steps }])
  }
  return usage
}

function secretsOf(document: WorkflowDocument): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const { step, path } of walkSteps(document)) {
    for (const { from } of step.arguments ?? []) if (from !== null && typeof from === 'object' && 'secret' in from && !found.get(from.secret)?.includes(path)) found.set(from.secret, [...(found.get(from.secret) ?? []), path])
  }
  return found
}
