import type { PoolClient } from 'pg'
import { Gathered } from '../db/gathered.ts'
import type { Database } from '../db/index.ts'
import { underLocks } from './under-locks.ts'

export interface RateAsk {
  readonly gate: string
  /** Entries in any `perMs`. */
  readonly max: number
  readonly perMs: number
  readonly waitMs: number
}

/** How long until it may go in; where that is longer than it may wait it has no entry. */
export interface RateAnswer {
  readonly delayMs: number
  readonly refused: boolean
}

/** Of each gate $1 the number of its newest entry, and of those that the ones that come have to wait for when each is free. Times in milliseconds by the database's clock. */
const READ = `SELECT g.gate, extract(epoch FROM clock_timestamp()) * 1000 AS now, newest.number AS newest,
  (SELECT json_agg(json_build_array(e.number, extract(epoch FROM e.free_at) * 1000)) FROM gate_entry e WHERE e.gate = g.gate AND e.number > newest.number - g.max AND e.number <= newest.number - g.least + g.coming) AS entries
FROM json_to_recordset($1::json) AS g(gate text, max bigint, least bigint, coming bigint)
LEFT JOIN LATERAL (SELECT e.number FROM gate_entry e WHERE e.gate = g.gate ORDER BY e.number DESC LIMIT 1) AS newest ON true`

/** $1: new entries; $2: gates, and up to which number their entries are of no use any more. */
const WRITE = `WITH gone AS (DELETE FROM gate_entry e USING json_to_recordset($2::json) AS g(gate text, upto bigint) WHERE e.gate = g.gate AND e.number <= g.upto)
INSERT INTO gate_entry (gate, number, free_at) SELECT gate, number, to_timestamp(free / 1000.0) FROM json_to_recordset($1::json) AS n(gate text, number bigint, free double precision)`

const SWEEP = 'DELETE FROM gate_entry WHERE free_at < now()'

interface Known {
  readonly gate: string
  readonly now: string
  readonly newest: string | null
  readonly entries: readonly (readonly [number: number, free: number])[] | null
}

/** Entries of rate limits in rows that all servers share: no period of the database's clock has more than it may. Each takes its time when it asks, in the order of asking. */
export class StoredRates {
  readonly #db: Database
  readonly #asks: Gathered<RateAsk, RateAnswer>

  /** `alone`: no other process has the database. */
  constructor(db: Database, { alone = false }: { readonly alone?: boolean } = {}) {
    this.#db = db
    // asked one after the other by the only process there is, they need no locks
    this.#asks = new Gathered((asks) => (alone ? answerAll(db.pool, asks) : underLocks(db, asks.map(({ gate }) => gate), (client) => answerAll(client, asks))))
  }

  ask(ask: RateAsk): Promise<RateAnswer> {
    return this.#asks.ask(ask)
  }

  /** Forgets entries that no longer count. */
  async sweep(): Promise<void> {
    await this.#db.pool.query(SWEEP)
  }
}

async function answerAll(client: Pick<PoolClient, 'query'>, asks: readonly RateAsk[]): Promise<readonly RateAnswer[]> {
  const gates = new Map<string, { coming: number; max: number; least: number }>()
  for (const { gate, max } of asks) {
    const known = gates.get(gate)
    gates.set(gate, { coming: (known?.coming ?? 0) + 1, max: Math.max(known?.max ?? max, max), least: Math.min(known?.least ?? max, max) })
  }
  const asked = [...gates].map(([gate, its]) => ({ gate, ...its }))
  const { rows } = await client.query<Known>({ name: 'gate_entries', text: READ, values: [JSON.stringify(asked)] })
  const made = new Map(rows.map((known) => [known.gate, entriesOf(known)]))
  const answers = asks.map((ask) => made.get(ask.gate)?.take(ask) ?? { delayMs: 0, refused: false })
  const fresh = [...made].flatMap(([gate, { added }]) => added.map(([number, free]) => ({ gate, number, free })))
  const spent = asked.map(({ gate, max }) => ({ gate, upto: (made.get(gate)?.newest() ?? 0) - max }))
  if (fresh.length > 0) await client.query({ name: 'gate_enter', text: WRITE, values: [JSON.stringify(fresh), JSON.stringify(spent)] })
  return answers
}

function entriesOf({ now: at, newest, entries }: Known) {
  const frees = new Map(entries)
  const added: (readonly [number: number, free: number])[] = []
  const now = Number(at)
  let last = Number(newest ?? 0)
  return {
    added,
    newest: () => last,
    take({ max, perMs, waitMs }: RateAsk): RateAnswer {
      const delayMs = Math.max(0, (frees.get(last + 1 - max) ?? 0) - now)
      if (delayMs > waitMs) return { delayMs, refused: true }
      // the column knows whole milliseconds
      const free = Math.ceil(now + delayMs + perMs)
      frees.set(++last, free)
      added.push([last, free])
      return { delayMs, refused: false }
    },
  }
}
