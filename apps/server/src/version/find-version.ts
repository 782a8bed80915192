import type { Database, Version } from '../db/index.ts'
import { Refusal } from '../refusal.ts'

/** The version of that number, retired or not. */
export async function findVersion(db: Database, workflowId: string, number: number): Promise<Version> {
  const version = await db.prisma.version.findUnique({ where: { workflowId_number: { workflowId, number } } })
  if (!version) throw new Refusal('NOT_FOUND', `The workflow ${workflowId} has no version ${number}.`)
  return version
}
