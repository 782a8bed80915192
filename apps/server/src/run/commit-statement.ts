import { driverSql } from './run-driver.ts'

/**
 * Locks the rows of the runs that this server still has in hand, always in the same order. $1 and $2: the runs and their fences, as arrays. Each is looked up
 * by its key, whatever the planner thinks of the table (LATERAL). How many there are it does not see (the SELECTs before them): else it finds a plan for each
 * few of them cheaper than the one that it has kept, and planning takes twice as long as storing.
 */
const HELD = `(SELECT id, fence FROM unnest((SELECT $1::text[]), (SELECT $2::int[])) AS named(id, fence) ORDER BY id) AS r
  CROSS JOIN LATERAL (SELECT run.id, run.fence, run.stuck_at IS NOT NULL AS stuck FROM run WHERE run.id = r.id AND run.fence = r.fence FOR NO KEY UPDATE) AS held`

/** What is to be logged, from a parameter: as JSON, whose events stay the text that they are. */
const rowsOf = (parameter: string) => `json_to_recordset(${parameter}::json) AS r(run_id text, fence int, seq int, last int, events json)`
/** What is there already is left out: a commit that was stored and not acknowledged comes again. The database's own key would not see events in two rows. */
const NEW = 'r.seq > coalesce((SELECT l.last FROM run_log l WHERE l.run_id = r.run_id ORDER BY l.seq DESC LIMIT 1), 0)'

/**
 * A batch of nothing but events, $1: what the statements below do, in the shortest way. Stores nothing of a run that is another server's by now, nor of one
 * that is said to stand still: fewer rows are inserted then. Each run is held as in HELD, always in the same order.
 */
export const LOG_EVENTS = `INSERT INTO run_log (run_id, seq, last, events)
SELECT r.run_id, r.seq, r.last, r.events FROM (SELECT * FROM ${rowsOf('$1')} ORDER BY run_id, seq) AS r
CROSS JOIN LATERAL (SELECT FROM run WHERE run.id = r.run_id AND run.fence = r.fence AND run.stuck_at IS NULL FOR NO KEY UPDATE) AS held WHERE ${NEW}`

/** What a run's row says to lists, $3. */
const TOLD = `status = r.status, last_seq = r.last_seq, ended_at = to_timestamp(r.ended / 1000.0), value = r.value, error = r.error, undone = r.undone, left_in_place = r.left_in_place,
    fingerprint = r.fingerprint, driver = ${driverSql({ status: 'r.status', owner: 'run.owner_id' })}, duration_ms = CASE WHEN r.ended IS NOT NULL THEN greatest(0, r.ended - extract(epoch FROM run.started_at) * 1000) END, stuck_at = NULL, stuck_reason = NULL
  FROM json_to_recordset($3::json) AS r(id text, fence int, status text, last_seq int, ended double precision, value jsonb, error jsonb, undone int, left_in_place int, fingerprint text)`

/**
 * A batch in one exchange with the database, which is one transaction, and writes what belongs to the runs that are held alone. $3: the rows of those that
 * lists show otherwise now; $4: the events.
 */
const HOLDING = `WITH held AS (SELECT held.id, held.fence, held.stuck FROM ${HELD}),
logged AS (
  INSERT INTO run_log (run_id, seq, last, events) SELECT r.run_id, r.seq, r.last, r.events FROM ${rowsOf('$4')}
  JOIN held ON held.id = r.run_id AND held.fence = r.fence WHERE ${NEW} RETURNING 1),
projected AS (
  UPDATE run SET ${TOLD} JOIN held ON held.id = r.id AND held.fence = r.fence WHERE run.id = r.id),
moving AS (
  UPDATE run SET stuck_at = NULL, stuck_reason = NULL FROM held
  WHERE held.stuck AND run.id = held.id AND NOT EXISTS (SELECT 1 FROM json_to_recordset($3::json) AS r(id text, fence int) WHERE r.id = held.id AND r.fence = held.fence))`

/** $5: large values; $6: which runs use them. */
const LARGE_VALUES = `,
blobs AS (
  INSERT INTO value_blob (hash, bytes, value) SELECT hash, bytes, value FROM json_to_recordset($5::json) AS r(hash text, bytes int, value jsonb) ON CONFLICT (hash) DO NOTHING),
uses AS (
  INSERT INTO value_use (hash, run_id) SELECT r.hash, r.run_id FROM json_to_recordset($6::json) AS r(hash text, run_id text, fence int)
  JOIN held ON held.id = r.run_id AND held.fence = r.fence ON CONFLICT DO NOTHING)`

/** $7: the runs whose open undos may be others now; $8: those. What a person has noted beside one stays. */
const OPEN_UNDOS = `,
gone AS (
  DELETE FROM open_undo o USING held WHERE o.run_id = held.id AND o.run_id = ANY($7::text[])
    AND NOT EXISTS (SELECT 1 FROM json_to_recordset($8::json) AS r(run_id text, step text) WHERE r.run_id = o.run_id AND r.step = o.step) RETURNING 1),
kept AS (
  INSERT INTO open_undo (run_id, step, title, kind, code, message, cause)
  SELECT r.run_id, r.step, r.title, r.kind, r.code, r.message, r.cause FROM json_to_recordset($8::json) AS r(run_id text, step text, title text, kind text, code text, message text, cause text)
  JOIN held ON held.id = r.run_id
  ON CONFLICT (run_id, step) DO UPDATE SET title = EXCLUDED.title, kind = EXCLUDED.kind, code = EXCLUDED.code, message = EXCLUDED.message, cause = EXCLUDED.cause RETURNING 1)`

export interface Statement {
  readonly name: string
  readonly text: string
}

const LOGGED = '(SELECT count(*) FROM logged)::int AS logged'

/** Answers with the runs that are still held, and how many rows were logged. */
export const COMMIT_EVENTS: Statement = { name: 'commit_events', text: `${HOLDING} SELECT id, fence, 0 AS changed, ${LOGGED} FROM held` }

/** The same of a single run whose row changes, as when it ends: changing the row holds it. $1 and $2: the run and its fence. */
export const COMMIT_ONE: Statement = { name: 'commit_one', text: `WITH held AS (UPDATE run SET ${TOLD} WHERE run.id = $1 AND run.fence = $2 AND r.id = $1 RETURNING run.id, run.fence),
logged AS (
  INSERT INTO run_log (run_id, seq, last, events) SELECT r.run_id, r.seq, r.last, r.events FROM ${rowsOf('$4')} JOIN held ON held.id = r.run_id WHERE ${NEW} RETURNING 1)
SELECT id, fence, 0 AS changed, ${LOGGED} FROM held` }

/** The same with everything that most batches have nothing of. */
export const COMMIT_ALL: Statement = { name: 'commit_all', text: `${HOLDING}${LARGE_VALUES}${OPEN_UNDOS} SELECT id, fence, ((SELECT count(*) FROM gone) + (SELECT count(*) FROM kept))::int AS changed, ${LOGGED} FROM held` }

/** How far the logs of runs go. */
export const LAST_OF_LOGS = 'SELECT run_id, max(last) AS last FROM run_log WHERE run_id = ANY($1::text[]) GROUP BY run_id'
