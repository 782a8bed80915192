import type { Database } from '../db/index.ts'

/** Runs that somebody must have in hand. */
export const UNFINISHED = ['running', 'halting', 'failing', 'rolling_back', 'cancelling']

export interface Lease {
  readonly runId: string
  /** Counts the changes of owner; events are stored only under the newest. */
  readonly fence: number
}

/**
 * Whether any unfinished run ($2) has no living owner, in as many steps as there are owners and states, however many runs: it is asked again and again where a
 * hundred thousand sleep. From owner to owner by the index `run_unfinished`; descending, since nobody comes first then.
 */
export const ANY_ORPHAN = `SELECT EXISTS (
  SELECT FROM unnest($2::text[]) AS s(status) CROSS JOIN LATERAL (
    WITH RECURSIVE owners AS (
      (SELECT owner_id AS id, 1 AS nth FROM run WHERE run.status = s.status ORDER BY owner_id DESC LIMIT 1)
      UNION ALL
      SELECT (SELECT owner_id FROM run WHERE run.status = s.status AND run.owner_id < owners.id ORDER BY owner_id DESC LIMIT 1), nth + 1 FROM owners WHERE owners.id IS NOT NULL)
    SELECT FROM owners WHERE CASE WHEN id IS NULL THEN nth = 1 ELSE id <> $1 AND NOT EXISTS (SELECT FROM server WHERE server.id = owners.id AND server.expires_at > now()) END) AS dead) AS any`

/** A server with the engine that the dead owner had is there, or comes, and mine ($1) is another: the run goes on there, as it was begun. */
const OF_ANOTHER_ENGINE = `EXISTS (SELECT FROM server dead JOIN server heir ON heir.engine = dead.engine AND heir.expires_at > now()
  WHERE dead.id = run.owner_id AND dead.engine IS DISTINCT FROM (SELECT engine FROM server WHERE id = $1))`

const TAKE_ORPHANS = `UPDATE run SET owner_id = $1, fence = fence + 1
  WHERE id IN (
    SELECT id FROM run
    WHERE status = ANY($2::text[]) AND owner_id IS DISTINCT FROM $1
      AND NOT EXISTS (SELECT 1 FROM server WHERE server.id = run.owner_id AND server.expires_at > now())
      AND NOT ${OF_ANOTHER_ENGINE}
    ORDER BY started_at, id LIMIT $3 FOR UPDATE SKIP LOCKED)
  RETURNING id, fence`

/** $2: the run. */
const TAKE = `UPDATE run SET owner_id = $1, fence = fence + 1
  WHERE id = $2 AND (owner_id IS NULL OR owner_id = $1 OR NOT status = ANY($3::text[])
    OR NOT (EXISTS (SELECT 1 FROM server WHERE server.id = run.owner_id AND server.expires_at > now()) OR ${OF_ANOTHER_ENGINE}))
  RETURNING fence`

const OWN = `SELECT json_agg(id) AS ids FROM (SELECT id, row_number() OVER () / 1000 AS part FROM run WHERE owner_id = $1 AND status = ANY($2::text[])) AS own GROUP BY part`

/**
 * Who has which run in hand. A run belongs to one server at a time; its fence grows with every change of owner and is checked by the
 * same transaction that stores events, so that a server which was thought dead, and is not, can write nothing any more.
 */
export class RunLeases {
  readonly #prisma: Database['prisma']
  readonly #pool: Database['pool']
  readonly serverId: string

  constructor({ prisma, pool }: Database, serverId: string) {
    this.#prisma = prisma
    this.#pool = pool
    this.serverId = serverId
  }

  /** The fence of the run from now on; undefined while another living server has it in hand. A run at rest goes to whoever asks. */
  async take(runId: string): Promise<number | undefined> {
    const { rows: [row] } = await this.#pool.query<{ fence: number }>({ name: 'take_run', text: TAKE, values: [this.serverId, runId, UNFINISHED] })
    return row?.fence
  }

  /** The fence of the run from now on, whoever has it in hand: for a run that stands still there. */
  async seize(runId: string): Promise<number> {
    const { fence } = await this.#prisma.run.update({ where: { id: runId }, data: { ownerId: this.serverId, fence: { increment: 1 } }, select: { fence: true } })
    return fence
  }

  /** Unfinished runs whose owner lives no more, the oldest first; they are this server's from now on. Several servers get different ones. */
  async takeOrphans(most: number): Promise<readonly Lease[]> {
    const { rows: [are] } = await this.#pool.query<{ any: boolean }>({ name: 'any_orphan', text: ANY_ORPHAN, values: [this.serverId, UNFINISHED] })
    if (are?.any !== true) return []
    const { rows } = await this.#pool.query<{ id: string; fence: number }>({ name: 'take_orphans', text: TAKE_ORPHANS, values: [this.serverId, UNFINISHED, most] })
    return rows.map(({ id, fence }) => ({ runId: id, fence }))
  }

  /** Gives them up for whoever comes next. */
  async free(leases: readonly Lease[]): Promise<void> {
    if (leases.length === 0) return
    await this.#prisma.run.updateMany({ where: { ownerId: this.serverId, id: { in: leases.map(({ runId }) => runId) } }, data: { ownerId: null } })
  }

  /** The unfinished runs that this server has in hand, by the database: some at a time, so that nothing else waits while a hundred thousand are told. */
  async *own(): AsyncGenerator<readonly string[]> {
    const { rows } = await this.#pool.query<{ ids: readonly string[] }>({ name: 'own_runs', text: OWN, values: [this.serverId, UNFINISHED] })
    for (const { ids } of rows) {
      yield ids
      await new Promise((next) => setImmediate(next))
    }
  }

  async countOwn(): Promise<number> {
    return this.#prisma.run.count({ where: { ownerId: this.serverId, status: { in: UNFINISHED } } })
  }

  /** Those of the leases that are no longer the newest of their runs. */
  async lost<L extends Lease>(leases: readonly L[]): Promise<readonly L[]> {
    if (leases.length === 0) return []
    const rows = await this.#prisma.$queryRaw<{ id: string; fence: number }[]>`
      SELECT run.id, run.fence FROM run JOIN jsonb_to_recordset(${JSON.stringify(leases.map(({ runId, fence }) => ({ runId, fence })))}::jsonb) AS r("runId" text, fence int) ON run.id = r."runId" AND run.fence = r.fence`
    const held = new Set(rows.map(({ id }) => id))
    return leases.filter(({ runId }) => !held.has(runId))
  }
}
