import type { Database } from '../db/index.ts'
import type { Commit } from './commit-events.ts'
import { definitionHash, type Definition } from './definition.ts'
import { columnsOfRun, newRow, runsWritten, type NewRun } from './new-run.ts'

/**
 * $1: definitions; $2: runs; $3: how far those of them are that have begun; $4: the events of these; $5 to $8: the runs once more, and the draft that each is
 * of, where it is written only while that is still so. A definition that another server writes at the same time is the same.
 */
const INSERT = `WITH defined AS (
  INSERT INTO definition (hash, content) SELECT hash, content FROM json_to_recordset($1::json) AS r(hash text, content jsonb) ON CONFLICT (hash) DO NOTHING),
allowed AS (
  SELECT k.run_id FROM unnest((SELECT $5::text[]), (SELECT $6::text[]), (SELECT $7::int[]), (SELECT $8::text[])) AS k(run_id, id, revision, hash)
  WHERE k.id IS NULL OR (SELECT w.revision = k.revision AND w.content_hash = k.hash FROM workflow w WHERE w.id = k.id)),
${runsWritten({ runs: '$2', rows: '$3', events: '$4', only: 'JOIN allowed ON allowed.run_id = r.id', onConflict: 'ON CONFLICT (idempotency_key) DO NOTHING' })}
SELECT id, started_at FROM begun`

export interface RunsInserted {
  /** By their ids when the runs were started; one whose key has a run already, or whose draft is another by now, is not among them. */
  readonly started: ReadonlyMap<string, Date>
  /** Milliseconds. */
  readonly took: number
}

interface Inserting {
  readonly runs: readonly NewRun[]
  readonly serverId: string
  /** What those have done that have begun. */
  readonly first: Commit
}

/** Definitions that the database had when they were last looked at; they go with the runs of them. */
const stored = new WeakMap<Database['pool'], Set<string>>()
const MOST_KNOWN = 10_000

/** Writes the rows of accepted runs, in the hands of the server, and the first events of those that have begun: in one transaction. From here on they are begun whatever happens. */
export async function insertRuns(db: Database, inserting: Inserting): Promise<RunsInserted> {
  const known = stored.get(db.pool) ?? new Set()
  stored.set(db.pool, known)
  const definitions = new Map(inserting.runs.map(({ definition }) => [definitionHash(definition), definition]))
  const unknown = new Map([...definitions].filter(([hash]) => !known.has(hash)))
  const asked = performance.now()
  const rows = await insert(db, inserting, unknown).catch((error: unknown) => {
    // pruned with the last of its runs
    if (!isDefinitionGone(error)) throw error
    return insert(db, inserting, definitions)
  })
  if (known.size >= MOST_KNOWN) known.clear()
  for (const hash of unknown.keys()) known.add(hash)
  return { started: new Map(rows.map(({ id, started_at }) => [id, started_at])), took: performance.now() - asked }
}

interface Started {
  readonly id: string
  readonly started_at: Date
}

/** A definition may be large: it is sent when the database may not have it. */
async function insert({ pool }: Database, { runs, serverId, first }: Inserting, definitions: ReadonlyMap<string, Definition>): Promise<readonly Started[]> {
  const begun = startsOf(first)
  const { rows } = await pool.query<Started>({ name: 'insert_runs', text: INSERT, values: [
    JSON.stringify([...definitions].map(([hash, content]) => ({ hash, content }))),
    JSON.stringify(runs.map((next) => ({ ...columnsOfRun(newRow(next, serverId)), started_at: begun.get(next.runId) ?? null }))),
    first.rows, first.events,
    runs.map(({ runId }) => runId), runs.map(({ onlyOf }) => onlyOf?.id ?? null), runs.map(({ onlyOf }) => onlyOf?.revision ?? null), runs.map(({ onlyOf }) => onlyOf?.contentHash ?? null),
  ] })
  return rows
}

/** When each of the runs has begun, as its first event says. */
export function startsOf({ appends }: Commit): ReadonlyMap<string, Date> {
  return new Map(appends.flatMap(({ writer: { runId }, events: [first] }) => (first === undefined ? [] : [[runId, new Date(first.at)] as const])))
}

function isDefinitionGone(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === '23503' && 'constraint' in error && error.constraint === 'run_definition_hash_fkey'
}
