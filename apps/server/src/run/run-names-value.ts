import type { Database } from '../db/index.ts'

/** Whether an event of the run names the value: a hash alone opens nothing. */
export async function runNames(db: Database, { runId, hash }: { readonly runId: string; readonly hash: string }): Promise<boolean> {
  const rows = await db.prisma.$queryRaw<unknown[]>`SELECT 1 FROM run_event WHERE run_id = ${runId} AND strpos(data::text, ${hash}) > 0 LIMIT 1`
  return rows.length > 0
}
