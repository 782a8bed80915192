import type { PoolClient } from 'pg'
import { Gathered } from '../db/gathered.ts'
import { FINAL_STATUSES } from '../run/final-statuses.ts'
import type { Admitted, Comer, KeyStanding, Line, LineOptions, Place, Settling } from './line.ts'
import { underLocks } from './under-locks.ts'

interface Ask {
  readonly what: 'come' | 'look' | 'leave'
  readonly who: Comer
}

/** Of a row: its run goes on, or is yet to be written down by a server that lives. $2: how runs end. */
const counts = (row: string) => `coalesce((SELECT NOT r.status = ANY($2::text[]) FROM run r WHERE r.id = ${row}.run_id), ${lives(row)})`
const lives = (row: string) => `EXISTS (SELECT FROM server s WHERE s.id = ${row}.server_id AND s.expires_at > now())`

const LEAVE = `DELETE FROM gate_place p USING json_to_recordset($1::json) AS l(gate text, owner text, ticket text) WHERE p.gate = l.gate AND p.owner = l.owner AND p.ticket = l.ticket`

/** Who is there already keeps its place, in line or inside: it has come to another server, or anew. */
const COME = `INSERT INTO gate_place AS p (gate, owner, run_id, server_id, fence, ticket, most, key, place)
SELECT c.gate, c.owner, c."runId", $2, c.fence, c.ticket, c.most, c.key, coalesce((SELECT max(last.place) FROM gate_place last WHERE last.gate = c.gate), 0) + c.nth
FROM ROWS FROM (json_to_recordset($1::json) AS (gate text, owner text, "runId" text, fence int, ticket text, most int, key text)) WITH ORDINALITY AS c(gate, owner, "runId", fence, ticket, most, key, nth)
WHERE NOT EXISTS (SELECT FROM run WHERE run.id = c."runId" AND run.fence > c.fence)
ON CONFLICT (gate, owner) DO UPDATE SET server_id = excluded.server_id, fence = excluded.fence, ticket = excluded.ticket, most = excluded.most WHERE p.fence <= excluded.fence
RETURNING ticket, inside`

/** Lets in who is first in line at the gates $1, as long as there is room: nobody overtakes another who could not be let in. */
const ADMIT = `UPDATE gate_place p SET inside = true
FROM unnest($1::text[]) AS g(gate)
CROSS JOIN LATERAL (SELECT count(*) AS inside FROM gate_place h WHERE h.gate = g.gate AND h.inside AND ${counts('h')}) AS now
CROSS JOIN LATERAL (SELECT max(w.most) AS most FROM gate_place w WHERE w.gate = g.gate AND NOT w.inside) AS line
CROSS JOIN LATERAL (
  SELECT owner, bool_and(now.inside + nth <= most) OVER (ORDER BY nth) AS fits FROM (
    SELECT w.owner, w.most, row_number() OVER (ORDER BY w.place) AS nth FROM gate_place w
    WHERE w.gate = g.gate AND NOT w.inside AND ${lives('w')} AND ${counts('w')} ORDER BY w.place LIMIT greatest(0, line.most - now.inside)) AS first) AS next
WHERE next.fits AND p.gate = g.gate AND p.owner = next.owner
RETURNING p.ticket, p.server_id AS "serverId"`

const STAND = `SELECT p.ticket, p.inside,
  (SELECT count(*)::int FROM gate_place w WHERE w.gate = p.gate AND NOT w.inside AND w.place < p.place AND ${lives('w')} AND ${counts('w')}) AS ahead,
  (SELECT h.owner FROM gate_place h WHERE h.gate = p.gate AND h.inside AND ${counts('h')} ORDER BY h.place LIMIT 1) AS "heldBy"
FROM json_to_recordset($1::json) AS l(gate text, owner text, ticket text) JOIN gate_place p ON p.gate = l.gate AND p.owner = l.owner AND p.ticket = l.ticket`

/** The runs $1 that stand in line as a whole. */
const KEYS = `SELECT p.run_id AS "runId", p.key, p.most,
  (SELECT count(*)::int FROM gate_place h WHERE h.gate = p.gate AND h.inside AND ${counts('h')}) AS "underWay",
  (SELECT count(*)::int FROM gate_place w WHERE w.gate = p.gate AND NOT w.inside AND w.place < p.place AND ${lives('w')} AND ${counts('w')}) AS ahead,
  (SELECT h.owner FROM gate_place h WHERE h.gate = p.gate AND h.inside AND ${counts('h')} ORDER BY h.place LIMIT 1) AS "heldBy"
FROM gate_place p WHERE p.run_id = ANY($1::text[]) AND p.owner = p.run_id AND NOT p.inside`

/** What runs that were taken up hold by their rows, and not by their logs $3: they stand in line again, if anything of them comes. */
const SETTLE = `UPDATE gate_place p SET inside = false FROM unnest($1::text[], $2::int[]) AS l(run_id, fence)
WHERE p.run_id = l.run_id AND p.inside AND p.fence < l.fence AND NOT p.owner = ANY($3::text[]) RETURNING p.gate`

const SWEEP = `DELETE FROM gate_place p WHERE EXISTS (SELECT FROM run r WHERE r.id = p.run_id AND r.status = ANY($1::text[])) OR (NOT EXISTS (SELECT FROM run r WHERE r.id = p.run_id) AND NOT ${lives('p')})`

/** Who is inside of gates and who stands before them, in rows that all servers share. What is asked together goes together, a gate's lock taken once. */
export class StoredLine implements Line {
  readonly #options: LineOptions
  readonly #asks: Gathered<Ask, Place>
  readonly #settles: Gathered<Settling, undefined>

  constructor(options: LineOptions) {
    this.#options = options
    this.#asks = new Gathered((asks) => this.#answer(asks))
    this.#settles = new Gathered(async (all) => {
      await this.#settle(all.flatMap(({ runs }) => runs), all.flatMap(({ owners }) => owners))
      return all.map(() => undefined)
    })
  }

  come(who: Comer): Promise<Place> {
    return this.#asks.ask({ what: 'come', who })
  }

  look(who: Comer): Promise<Place> {
    return this.#asks.ask({ what: 'look', who })
  }

  async leave(who: Comer): Promise<void> {
    await this.#asks.ask({ what: 'leave', who })
  }

  async standings(runIds: readonly string[]): Promise<readonly KeyStanding[]> {
    const { rows } = await this.#options.db.pool.query<KeyStanding>({ name: 'gate_keys', text: KEYS, values: [runIds, FINAL_STATUSES] })
    return rows
  }

  async settle(settling: Settling): Promise<void> {
    await this.#settles.ask(settling)
  }

  async #settle(runs: Settling['runs'], owners: readonly string[]): Promise<void> {
    const { db } = this.#options
    const { rows } = await db.pool.query<{ gate: string }>({ name: 'gate_settle', text: SETTLE, values: [runs.map(({ runId }) => runId), runs.map(({ fence }) => fence), owners] })
    const gates = [...new Set(rows.map(({ gate }) => gate))]
    if (gates.length > 0) this.#tell(await underLocks(db, gates, (client) => admit(client, gates)))
  }

  async sweep(): Promise<void> {
    await this.#options.db.pool.query(SWEEP, [FINAL_STATUSES])
  }

  async #answer(asks: readonly Ask[]): Promise<readonly Place[]> {
    const { db, serverId } = this.#options
    const whoOf = (what: Ask['what']) => asks.filter((ask) => ask.what === what).map(({ who }) => who)
    const [coming, looking, leaving] = [whoOf('come'), whoOf('look'), whoOf('leave')]
    const gates = [...new Set(asks.map(({ who }) => who.gate))]
    const inside = new Set<string>()
    const { admitted, standing } = await underLocks(db, gates, async (client) => {
      if (leaving.length > 0) await client.query({ name: 'gate_leave', text: LEAVE, values: [JSON.stringify(leaving)] })
      if (coming.length > 0) {
        const { rows } = await client.query<{ ticket: string; inside: boolean }>({ name: 'gate_come', text: COME, values: [JSON.stringify(coming), serverId] })
        for (const row of rows) if (row.inside) inside.add(row.ticket)
      }
      const letIn = await admit(client, gates)
      for (const { ticket } of letIn) inside.add(ticket)
      const rest = [...coming, ...looking].filter(({ ticket }) => !inside.has(ticket))
      return { admitted: letIn, standing: rest.length === 0 ? new Map<string, Place>() : await stand(client, rest) }
    })
    this.#tell(admitted)
    return asks.map(({ who: { ticket } }) => (inside.has(ticket) ? { inside: true } : standing.get(ticket)))
  }

  #tell(admitted: readonly Admitted[]): void {
    for (const one of admitted) this.#options.onAdmitted(one)
  }
}

async function admit(client: PoolClient, gates: readonly string[]): Promise<readonly Admitted[]> {
  const { rows } = await client.query<Admitted>({ name: 'gate_admit', text: ADMIT, values: [gates, FINAL_STATUSES] })
  return rows
}

async function stand(client: PoolClient, who: readonly Comer[]): Promise<ReadonlyMap<string, Place>> {
  const { rows } = await client.query<{ ticket: string; inside: boolean; ahead: number; heldBy: string | null }>({ name: 'gate_stand', text: STAND, values: [JSON.stringify(who), FINAL_STATUSES] })
  return new Map(rows.map(({ ticket, inside, ahead, heldBy }) => [ticket, inside ? { inside } : { inside, ahead, ...(heldBy === null ? {} : { heldBy }) }]))
}
