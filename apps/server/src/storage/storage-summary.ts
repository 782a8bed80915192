import type { Database } from '../db/index.ts'
import { whereExpired } from './prune.ts'
import { readRetention, type Retention } from './retention.ts'

export interface StorageSummary {
  /** Bytes, indexes included. */
  readonly total: number
  /** `rows`: counted where the database does not estimate them by itself, else about so many. */
  readonly tables: readonly { readonly name: string; readonly bytes: number; readonly rows: number }[]
  /** The workflows that take most, by the sizes of their events and large values. */
  readonly workflows: readonly { readonly workflowId: string | null; readonly name: string; readonly runs: number; readonly bytes: number; readonly oldest: string | null }[]
  readonly retention: Retention
  /** Runs that the next clean-up removes. */
  readonly expired: number
}

interface OfWorkflow {
  readonly workflow_id: string | null
  readonly name: string
  readonly runs: bigint
  readonly bytes: bigint | null
  readonly oldest: Date | null
}

const SHOWN = 20

/** What the database holds and what is to go. One scan over the events: seconds for millions of them. */
export async function storageSummary(db: Database, now = new Date()): Promise<StorageSummary> {
  const retention = await readRetention(db)
  const where = whereExpired(retention, now)
  const [tables, workflows, expired] = await Promise.all([tableSizes(db), workflowSizes(db), where === undefined ? 0 : db.prisma.run.count({ where })])
  return { total: tables.reduce((sum, { bytes }) => sum + bytes, 0), tables, workflows, retention, expired }
}

async function tableSizes(db: Database): Promise<StorageSummary['tables']> {
  const sizes = await db.prisma.$queryRaw<{ name: string; bytes: bigint; rows: number }[]>`
    SELECT relname AS name, pg_total_relation_size(oid) AS bytes, reltuples::float AS rows FROM pg_class
    WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace ORDER BY bytes DESC`
  // nobody keeps the estimates of an embedded database up to date, nor those of a table that is new
  const unknown = sizes.filter(({ rows }) => db.kind === 'embedded' || rows < 0).map(({ name }) => name)
  const counted = await countRows(db, unknown)
  return sizes.map(({ name, bytes, rows }) => ({ name, bytes: Number(bytes), rows: counted.get(name) ?? Math.round(rows) }))
}

async function countRows({ pool }: Database, tables: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (tables.length === 0) return new Map()
  const { rows } = await pool.query<{ name: string; rows: number }>(tables.map((name) => `SELECT '${name}' AS name, count(*)::float AS rows FROM "${name}"`).join(' UNION ALL '))
  return new Map(rows.map(({ name, rows: count }) => [name, count]))
}

async function workflowSizes(db: Database): Promise<StorageSummary['workflows']> {
  const found = await db.prisma.$queryRaw<OfWorkflow[]>`
    SELECT r.workflow_id, max(r.workflow_name) AS name, count(*) AS runs, min(r.started_at) AS oldest, (sum(e.bytes) + coalesce(sum(v.bytes), 0))::bigint AS bytes FROM run r
      LEFT JOIN (SELECT run_id, sum(pg_column_size(events))::bigint AS bytes FROM run_log GROUP BY run_id) e ON e.run_id = r.id
      LEFT JOIN (SELECT u.run_id, sum(b.bytes)::bigint AS bytes FROM value_use u JOIN value_blob b ON b.hash = u.hash GROUP BY u.run_id) v ON v.run_id = r.id
    GROUP BY r.workflow_id ORDER BY bytes DESC NULLS LAST LIMIT ${SHOWN}`
  return found.map(({ workflow_id, name, runs, bytes, oldest }) => ({ workflowId: workflow_id, name, runs: Number(runs), bytes: Number(bytes ?? 0), oldest: oldest?.toISOString() ?? null }))
}
