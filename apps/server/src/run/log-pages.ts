import type { RunEvent } from '@eddy/engine'
import type { Database } from '../db/index.ts'
import { MOST_INT } from '../stored-int.ts'
import type { EventsText } from './event-message.ts'

/** An event as it is stored and sent: large values are named, not held. */
export type StoredEvent = RunEvent

/** A page has as many events, and the rest of the row that the last of them is in. */
export const READ_AT_ONCE = 2000
/** Behind it no run has an event, and an integer has room for a page. */
const MOST_AFTER = MOST_INT - READ_AT_ONCE - 1

/** Events as the inside of a JSON array, by joining the text of rows: a row for each costs ten times the processor, and viewers are sent text anyway. */
const EVENTS = "coalesce(string_agg(substr(events::text, 2, length(events::text) - 2), ',' ORDER BY seq), '')"
export const WHOLE_LOGS = `SELECT run_id, ${EVENTS} AS events FROM run_log WHERE run_id = ANY($1::text[]) GROUP BY run_id`
/** $2: after which event of each. Found by the key: with the row that the next event is in, which may begin before it. */
export const LOG_TAILS = `SELECT w.id AS run_id, ${EVENTS} AS events FROM unnest($1::text[], $2::int[]) AS w(id, after)
  CROSS JOIN LATERAL (SELECT l.seq, l.events FROM run_log l WHERE l.run_id = w.id AND l.seq >= coalesce((SELECT max(f.seq) FROM run_log f WHERE f.run_id = w.id AND f.seq <= w.after + 1), 0)) AS tail GROUP BY w.id`
/** $2: after which event; it may be in the middle of a row, with which the page begins then. */
const PAGE = `SELECT ${EVENTS} AS text, coalesce(min(seq), 0) AS first, coalesce(max(last), 0) AS last FROM run_log
  WHERE run_id = $1 AND seq >= coalesce((SELECT max(seq) FROM run_log WHERE run_id = $1 AND seq <= $2::int + 1), 0) AND seq <= $2::int + ${READ_AT_ONCE} AND last > $2::int`

/** Stored events after one, in order. A page that has more after it never changes. */
export async function readPage({ pool }: Database, { runId, after }: { readonly runId: string; readonly after: number }): Promise<EventsText> {
  const { rows: [row] } = await pool.query<{ text: string; first: number; last: number }>({ name: 'read_page', text: PAGE, values: [runId, Math.min(after, MOST_AFTER)] })
  if (row === undefined || row.last === 0) return { text: '', last: 0, more: false }
  const { text, first, last } = row
  return { text: first > after ? text : eventsAfter(text, after), last, more: last >= after + READ_AT_ONCE }
}

function eventsAfter(text: string, after: number): string {
  return JSON.stringify(parseEvents(text).filter(({ seq }) => seq > after)).slice(1, -1)
}

export function parseEvents(text: string): readonly StoredEvent[] {
  // written by this store from the engine's own events
  return JSON.parse(`[${text}]`) as readonly StoredEvent[]
}
