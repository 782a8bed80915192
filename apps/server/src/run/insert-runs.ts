import type { Database } from '../db/index.ts'
import type { Commit } from './commit-events.ts'
import { columnsOfRun, newRow, runsWritten, type NewRun } from './new-run.ts'
import { withDefinitions } from './stored-definitions.ts'

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
  /** When those were started that have not begun: by the clock of their events, which goes on where the database's is put back. */
  readonly now: Date
  /** What those have done that have begun. */
  readonly first: Commit
}

/** Writes the rows of accepted runs, in the hands of the server, and the first events of those that have begun: in one transaction. From here on they are begun whatever happens. */
export async function insertRuns(db: Database, inserting: Inserting): Promise<RunsInserted> {
  const asked = performance.now()
  const rows = await withDefinitions(db, inserting.runs.map(({ definition }) => definition), (definitions) => insert(db, inserting, definitions))
  return { started: new Map(rows.map(({ id, started_at }) => [id, started_at])), took: performance.now() - asked }
}

interface Started {
  readonly id: string
  readonly started_at: Date
}

async function insert({ pool }: Database, { runs, serverId, now, first }: Inserting, definitions: string): Promise<readonly Started[]> {
  const begun = startsOf(first)
  const { rows } = await pool.query<Started>({ name: 'insert_runs', text: INSERT, values: [
    definitions,
    JSON.stringify(runs.map((next) => ({ ...columnsOfRun(newRow(next, serverId)), started_at: begun.get(next.runId) ?? now }))),
    first.rows, first.events,
    runs.map(({ runId }) => runId), runs.map(({ onlyOf }) => onlyOf?.id ?? null), runs.map(({ onlyOf }) => onlyOf?.revision ?? null), runs.map(({ onlyOf }) => onlyOf?.contentHash ?? null),
  ] })
  return rows
}

/** When each of the runs has begun, as its first event says. */
export function startsOf({ appends }: Commit): ReadonlyMap<string, Date> {
  return new Map(appends.flatMap(({ writer: { runId }, events: [first] }) => (first === undefined ? [] : [[runId, new Date(first.at)] as const])))
}
