import type { Database, Prisma } from '../db/index.ts'
import { dropLeftBehind } from './drop-left-behind.ts'
import type { Retention } from './retention.ts'
import { storedBytes } from './stored-bytes.ts'

const DAY_MS = 86_400_000
/** Runs removed in one transaction: short enough to keep nobody waiting. */
const BATCH = 200
const YOUNG_MS = 60_000
/** Removed runs after which the room is given back. */
const MANY = 1000

export interface Pruned {
  readonly runs: number
  readonly values: number
  /** Bytes that were given back to the disk. */
  readonly freed: number
}

/** Runs that the retention no longer keeps. What has left something in place, or is not over, is always kept. */
export function whereExpired({ days, failedDays }: Retention, now: Date): Prisma.RunWhereInput | undefined {
  const before = (age: number) => new Date(now.getTime() - age * DAY_MS)
  const expired = [
    ...(days === null ? [] : [{ status: { in: ['succeeded', 'cancelled'] }, endedAt: { lt: before(days) } }]),
    ...(failedDays === null ? [] : [{ status: { in: ['failed', 'rolled_back'] }, endedAt: { lt: before(failedDays) } }]),
  ]
  return expired.length === 0 ? undefined : { leftInPlace: 0, openUndos: { none: {} }, OR: expired }
}

export interface PruneOptions {
  readonly retention: Retention
  /** Gives all room back however little was removed, and from a PostgreSQL server too, whose tables are locked meanwhile. */
  readonly compact?: boolean | undefined
}

/** Removes what the retention no longer keeps, then what no run names any more, then gives the room back. */
export async function prune(db: Database, { retention, compact = false }: PruneOptions, now = new Date()): Promise<Pruned> {
  const where = whereExpired(retention, now)
  let runs = 0
  while (where !== undefined) {
    const expired = await db.prisma.run.findMany({ where, select: { id: true }, orderBy: { endedAt: 'asc' }, take: BATCH })
    if (expired.length === 0) break
    const { count } = await db.prisma.run.deleteMany({ where: { id: { in: expired.map(({ id }) => id) } } })
    runs += count
  }
  await dropSnapshots(db)
  const values = runs === 0 ? 0 : await dropUnnamed(db, new Date(now.getTime() - YOUNG_MS))
  const freed = runs >= MANY || compact ? await giveBack(db, { compact }) : 0
  return { runs, values, freed }
}

/** Of runs that have ended under a server that died before it could do so. */
async function dropSnapshots(db: Database): Promise<void> {
  const where = { run: { endedAt: { not: null } } }
  await db.prisma.runSnapshot.deleteMany({ where })
  await db.prisma.runSnapshotPart.deleteMany({ where })
}

/** What no run names any more. Some of it is written before the run is known to name it: the newest stays until the next time. */
async function dropUnnamed(db: Database, settled: Date): Promise<number> {
  await dropLeftBehind(db, settled)
  await db.prisma.$executeRaw`DELETE FROM definition d WHERE created_at < ${settled} AND NOT EXISTS (SELECT 1 FROM run r WHERE r.definition_hash = d.hash)`
  return db.prisma.$executeRaw`DELETE FROM value_blob b WHERE created_at < ${settled} AND NOT EXISTS (SELECT 1 FROM value_use u WHERE u.hash = b.hash)`
}

/** The embedded database is this process's own, and its files shrink; a server keeps its tables open for others and uses the room again, unless it is to be compact. Returns the bytes that its tables take less. */
export async function giveBack(db: Database, { compact = false }: { readonly compact?: boolean } = {}): Promise<number> {
  const before = await storedBytes(db)
  const full = db.kind === 'embedded' || compact ? '(FULL)' : ''
  for (const table of ['run_log', 'run_snapshot', 'run_snapshot_part', 'value_blob', 'value_use', 'run', 'definition', 'trigger_firing', 'idempotent_request', 'sent_signal', 'notice', 'metric_change', 'handoff', 'claim']) await db.pool.query(`VACUUM ${full} "${table}"`)
  // the files of what was there before go with the next checkpoint, and so does the log of the change
  if (db.kind === 'embedded') await db.pool.query('CHECKPOINT')
  // others may have written meanwhile
  return Math.max(0, before - (await storedBytes(db)))
}
