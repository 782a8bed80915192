import type { Database } from '../db/index.ts'

const OF_NO_RUN = (column: string) => `NOT EXISTS (SELECT FROM run r WHERE r.id = t.${column})`

/**
 * What runs have left in tables that outlive them: it goes once its run has gone. A claim that is still held, and a signal that nobody has had, stay.
 * $1: what is younger stays too, whose run may be about to be written.
 */
const LEFT_BEHIND = [
  `DELETE FROM notice t WHERE at < $1 AND ${OF_NO_RUN('run_id')}`,
  `DELETE FROM metric_change t WHERE at < $1 AND ${OF_NO_RUN('run_id')}`,
  `DELETE FROM handoff t WHERE at < $1 AND ${OF_NO_RUN('run_id')}`,
  `DELETE FROM claim t WHERE live_key IS NULL AND claimed_at < $1 AND ${OF_NO_RUN('run_id')}`,
  `DELETE FROM sent_signal t WHERE delivered_to IS NOT NULL AND sent_at < $1 AND ${OF_NO_RUN('delivered_to')} AND NOT EXISTS (SELECT FROM run r WHERE r.id = split_part(t.sent_by, '/', 1))`,
]

/** Removes what is left of runs that have been removed. Each table is read once. */
export async function dropLeftBehind({ pool }: Database, before: Date): Promise<void> {
  for (const text of LEFT_BEHIND) await pool.query(text, [before])
}
