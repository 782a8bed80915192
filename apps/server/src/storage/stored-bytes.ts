import type { Database } from '../db/index.ts'

/** Bytes of all tables and their indexes. */
export async function storedBytes(db: Database): Promise<number> {
  const [sum] = await db.prisma.$queryRaw<{ bytes: bigint }[]>`
    SELECT coalesce(sum(pg_total_relation_size(oid)), 0)::bigint AS bytes FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace`
  return Number(sum?.bytes ?? 0)
}
