import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { RunEvent } from '@eddy/engine'

const LOOK_MS = 100
const PATIENCE_MS = 180_000
const WRONG: ReadonlySet<string> = new Set(['failed', 'cancelled', 'rollback_incomplete', 'halted'])

/** The runs as the database has them: what is checked must not go by the servers that are being checked. One question for all that is waited for. */
export class StoredRuns {
  readonly #url: string

  constructor(url: string) {
    this.#url = url
  }

  /** Rows of a question; while the database is away it is asked again. */
  async rows<Row extends object>(sql: string, values: readonly unknown[] = []): Promise<readonly Row[]> {
    for (const until = Date.now() + PATIENCE_MS; ; await sleep(LOOK_MS)) {
      const client = new pg.Client({ connectionString: this.#url })
      client.on('error', () => undefined)
      try {
        await client.connect()
        return (await client.query<Row>(sql, [...values])).rows
      } catch (error) {
        if (Date.now() > until) throw error
      } finally {
        await client.end().catch(() => undefined)
      }
    }
  }

  /** The statuses of runs once each is as it should be, or can no longer come to be, or patience is at its end. */
  async settled(wanted: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, string>> {
    for (const until = Date.now() + PATIENCE_MS; ; await sleep(LOOK_MS)) {
      const rows = await this.rows<{ id: string; status: string }>('SELECT id, status FROM run WHERE id = ANY($1)', [[...wanted.keys()]])
      const statuses = new Map(rows.map(({ id, status }) => [id, status]))
      if (Date.now() > until || [...wanted].every(([id, status]) => statuses.get(id) === status || WRONG.has(statuses.get(id) ?? ''))) return statuses
    }
  }

  async log(runId: string): Promise<readonly RunEvent[]> {
    return this.rows<RunEvent>('SELECT seq, at::float8 AS at, type, step, attempt, data FROM run_event WHERE run_id = $1 ORDER BY seq', [runId])
  }

  /** What a schedule has fired twice, or started twice. */
  async firedTwice(): Promise<readonly string[]> {
    const doubled = await this.rows<{ due_at: Date; times: number }>('SELECT due_at, count(*)::int AS times FROM trigger_firing WHERE due_at IS NOT NULL GROUP BY due_at HAVING count(*) > 1')
    // a firing's run has its id for a key; the firing may not know of its run yet
    const strays = await this.rows<{ id: string }>("SELECT id FROM run WHERE trigger_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM trigger_firing f WHERE f.id = run.idempotency_key AND (f.run_id = run.id OR f.run_id IS NULL))")
    return [...doubled.map(({ due_at, times }) => `the schedule fired ${times} times for ${due_at.toISOString()}`), ...strays.map(({ id }) => `the run ${id} is of a firing that has another run, or of none`)]
  }

  async fired(): Promise<number> {
    return (await this.rows<{ n: number }>("SELECT count(*)::int AS n FROM trigger_firing WHERE state = 'started'"))[0]?.n ?? 0
  }

  /** What the database shows, to find the cause. */
  async shown(): Promise<string> {
    const shown: string[] = []
    for (const sql of ['SELECT id, status, owner_id, fence, last_seq, stuck_reason FROM run WHERE ended_at IS NULL', 'SELECT id, name, expires_at, now() FROM server', "SELECT pid, state, wait_event_type, wait_event, xact_start, left(query, 100) AS query FROM pg_stat_activity WHERE datname = current_database()"]) {
      shown.push(...(await this.rows(sql)).map((row) => JSON.stringify(row)))
    }
    return shown.join('\n')
  }
}
