/**
 * Locks the rows of the runs that this server still has in hand, always in the same order. $1 and $2: the runs and their fences, as arrays. Each is looked up
 * by its key, whatever the planner thinks of the table (LATERAL). How many there are it does not see (the SELECTs before them): else it finds a plan for each
 * few of them cheaper than the one that it has kept, and planning takes twice as long as storing.
 */
const HELD = `(SELECT id, fence FROM unnest((SELECT $1::text[]), (SELECT $2::int[])) AS named(id, fence) ORDER BY id) AS r
  CROSS JOIN LATERAL (SELECT run.id, run.fence, run.stuck_at IS NOT NULL AS stuck FROM run WHERE run.id = r.id AND run.fence = r.fence FOR NO KEY UPDATE) AS held`

/**
 * A batch of nothing but events, $3: what the statements below do, in the shortest way. Stores nothing of a run that is another server's by now, nor of one
 * that is said to stand still: fewer rows than events are inserted then.
 */
export const LOG_EVENTS = `WITH held AS (SELECT held.id, held.fence FROM ${HELD} WHERE NOT held.stuck)
INSERT INTO run_event (run_id, seq, at, type, step, attempt, data)
SELECT r.run_id, r.seq, r.at, r.type, r.step, r.attempt, r.data
FROM json_to_recordset($3::json) AS r(run_id text, fence int, seq int, at bigint, type text, step text, attempt int, data jsonb)
JOIN held ON held.id = r.run_id AND held.fence = r.fence`

/**
 * A batch in one exchange with the database, which is one transaction, and writes what belongs to the runs that are held alone. $3: the rows of those that
 * lists show otherwise now; $4: the events.
 */
const held = (onConflict: string) => `WITH held AS (SELECT held.id, held.fence, held.stuck FROM ${HELD}),
logged AS (
  INSERT INTO run_event (run_id, seq, at, type, step, attempt, data)
  SELECT r.run_id, r.seq, r.at, r.type, r.step, r.attempt, r.data
  FROM json_to_recordset($4::json) AS r(run_id text, fence int, seq int, at bigint, type text, step text, attempt int, data jsonb)
  JOIN held ON held.id = r.run_id AND held.fence = r.fence ${onConflict}),
projected AS (
  UPDATE run SET status = r.status, last_seq = r.last_seq, ended_at = to_timestamp(r.ended / 1000.0), value = r.value, error = r.error, undone = r.undone, left_in_place = r.left_in_place,
    fingerprint = r.fingerprint, duration_ms = CASE WHEN r.ended IS NOT NULL THEN greatest(0, r.ended - extract(epoch FROM run.started_at) * 1000) END, stuck_at = NULL, stuck_reason = NULL
  FROM json_to_recordset($3::json) AS r(id text, fence int, status text, last_seq int, ended double precision, value jsonb, error jsonb, undone int, left_in_place int, fingerprint text)
  JOIN held ON held.id = r.id AND held.fence = r.fence WHERE run.id = r.id),
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
  /** Fails where an event is there already: looking for that first costs a fifth of writing. */
  readonly fresh: string
  /** The same for a batch that may be there already, since its commit was not acknowledged: such events stay as they are. */
  readonly again: string
}

const statement = (name: string, text: (onConflict: string) => string): Statement => ({ name, fresh: text(''), again: text('ON CONFLICT DO NOTHING') })

/** Answers with the runs that are still held. */
export const COMMIT_EVENTS = statement('commit_events', (onConflict) => `${held(onConflict)} SELECT id, fence, 0 AS changed FROM held`)

/** The same with everything that most batches have nothing of. */
export const COMMIT_ALL = statement('commit_all', (onConflict) => `${held(onConflict)}${LARGE_VALUES}${OPEN_UNDOS} SELECT id, fence, ((SELECT count(*) FROM gone) + (SELECT count(*) FROM kept))::int AS changed FROM held`)
