/**
 * A batch in one exchange with the database, which is one transaction: locks the rows of the runs that this server still has in hand, always in
 * the same order, and writes what belongs to those alone. $1 and $2: the runs and their fences, as arrays, so that each is looked up by its key
 * however the table was when this was planned; $3: the rows of those that lists show otherwise now; $4: the events.
 */
const held = (onConflict: string) => `WITH held AS (
  SELECT run.id, run.fence, run.stuck_at IS NOT NULL AS stuck FROM unnest($1::text[], $2::int[]) AS r(id, fence) JOIN run ON run.id = r.id AND run.fence = r.fence
  ORDER BY run.id FOR NO KEY UPDATE OF run),
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
