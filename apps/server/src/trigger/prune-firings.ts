import type { Database } from '../db/index.ts'

const KEPT_MS = 30 * 86_400_000

/**
 * Removes what fired long ago. Due times, runs and signals of that age are not looked at any more, and deliveries are told from one
 * another for that long. Files are looked at for as long as they are there, so theirs stay.
 */
export function pruneFirings({ prisma }: Database, now: Date): Promise<number> {
  const before = new Date(now.getTime() - KEPT_MS)
  return prisma.$executeRaw`DELETE FROM trigger_firing f USING trigger t WHERE t.id = f.trigger_id AND t.kind <> 'file' AND f.at < ${before} AND f.state IN ('started', 'refused', 'skipped')`
}
