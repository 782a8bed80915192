import type { Database } from '../db/index.ts'

/** Whether an event of the run names the value: a hash alone opens nothing. */
export async function runNames(db: Database, { runId, hash }: { readonly runId: string; readonly hash: string }): Promise<boolean> {
  return (await db.prisma.valueUse.count({ where: { runId, hash } })) > 0
}
