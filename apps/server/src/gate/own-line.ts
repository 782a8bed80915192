import { Gathered } from '../db/gathered.ts'
import { FINAL_STATUSES } from '../run/final-statuses.ts'
import type { Comer, KeyStanding, Line, LineOptions, Place, Settling } from './line.ts'

/** Those that count: of runs that are not over. */
const READ = `SELECT p.gate, p.owner, p.run_id AS "runId", p.fence, p.ticket, p.most, p.key FROM gate_place p JOIN run r ON r.id = p.run_id WHERE p.inside AND NOT r.status = ANY($1::text[]) ORDER BY p.place`

const FORGET = 'DELETE FROM gate_place p WHERE NOT p.inside OR NOT EXISTS (SELECT FROM run r WHERE r.id = p.run_id AND NOT r.status = ANY($1::text[]))'

/** $1: rows of those who are inside; $2: gates and owners of those who are no longer; $3: the server. In one statement, so that nobody is let in by what is not known of who has left. */
const WRITE = `WITH gone AS (DELETE FROM gate_place p USING json_to_recordset($2::json) AS g(gate text, owner text) WHERE p.gate = g.gate AND p.owner = g.owner)
INSERT INTO gate_place AS p (gate, owner, run_id, server_id, fence, ticket, most, key, place, inside)
SELECT gate, owner, "runId", $3, fence, ticket, most, key, place, true FROM json_to_recordset($1::json) AS n(gate text, owner text, "runId" text, fence int, ticket text, most int, key text, place bigint)
ON CONFLICT (gate, owner) DO UPDATE SET server_id = excluded.server_id, fence = excluded.fence, ticket = excluded.ticket, most = excluded.most`

const OVER = 'SELECT id FROM unnest($1::text[]) AS held(id) WHERE EXISTS (SELECT FROM run r WHERE r.id = held.id AND r.status = ANY($2::text[]))'

interface Standing {
  who: Comer
  /** In the order of arrival. */
  readonly place: number
  inside: boolean
  isWritten: boolean
}

/** By owner, in the order of arrival. */
interface Gate {
  readonly inside: Map<string, Standing>
  readonly line: Map<string, Standing>
  /** How many are before each in line, until somebody comes or goes. */
  ahead: ReadonlyMap<string, number> | undefined
}

/**
 * The line of the only process on its database: in memory, with a row for each that is inside. Whoever is let in is so once that is written; who stands in line comes again
 * after a restart. One exchange for all that come and leave meanwhile.
 */
export class OwnLine implements Line {
  readonly #options: LineOptions
  readonly #gates = new Map<string, Gate>()
  readonly #ofRuns = new Map<string, Set<Standing>>()
  /** Gone in, or out of what was written, and not written yet; by gate and owner. */
  #changed = new Map<string, Standing>()
  readonly #writes = new Gathered<undefined, undefined>(async (asks) => {
    await this.#write()
    return asks
  })
  #places = 0
  #reading: Promise<void> | undefined

  constructor(options: LineOptions) {
    this.#options = options
  }

  async come(who: Comer): Promise<Place> {
    await this.#read()
    const gate = this.#gate(who.gate)
    const known = gate.inside.get(who.owner) ?? gate.line.get(who.owner)
    if (this.#newestFence(who.runId) > who.fence) return undefined
    if (known) known.who = who
    const standing = known ?? this.#keep({ who, place: ++this.#places, inside: false, isWritten: false })
    this.#admit(gate)
    if (!standing.inside) await this.#dropOver([...gate.inside.values()])
    return this.#stand(gate, standing)
  }

  async look({ gate: id, owner, ticket }: Comer): Promise<Place> {
    await this.#read()
    const gate = this.#gates.get(id)
    const standing = gate && (gate.inside.get(owner) ?? gate.line.get(owner))
    return gate && standing?.who.ticket === ticket ? this.#stand(gate, standing) : undefined
  }

  async leave({ gate: id, owner, ticket }: Comer): Promise<void> {
    await this.#read()
    const gate = this.#gates.get(id)
    const standing = gate && (gate.inside.get(owner) ?? gate.line.get(owner))
    if (gate && standing?.who.ticket === ticket) this.#drop(gate, standing)
    await this.#written()
  }

  async settle({ runs, owners }: Settling): Promise<void> {
    await this.#read()
    const kept = new Set(owners)
    for (const { runId, fence } of runs) {
      for (const standing of this.#ofRuns.get(runId) ?? []) {
        const { who, inside } = standing
        if (inside && who.fence < fence && !kept.has(who.owner)) this.#drop(this.#gate(who.gate), standing)
      }
    }
    await this.#written()
  }

  async standings(runIds: readonly string[]): Promise<readonly KeyStanding[]> {
    return runIds.flatMap((runId) => {
      const waiting = [...(this.#ofRuns.get(runId) ?? [])].find(({ who, inside }) => who.owner === runId && !inside)
      if (waiting === undefined) return []
      const { gate: id, key, most } = waiting.who
      const gate = this.#gate(id)
      return [{ runId, key, most, underWay: gate.inside.size, ahead: aheadOf(gate, runId), heldBy: [...gate.inside.keys()][0] ?? null }]
    })
  }

  async sweep(): Promise<void> {
    await this.#read()
    await this.#dropOver([...this.#ofRuns.values()].flatMap((all) => [...all]))
    await this.#written()
  }

  /** Whoever was inside when the last process ended is inside. */
  #read(): Promise<void> {
    const read = async () => {
      const { pool } = this.#options.db
      await pool.query(FORGET, [FINAL_STATUSES])
      const { rows } = await pool.query<Comer>(READ, [FINAL_STATUSES])
      for (const who of rows) this.#keep({ who, place: ++this.#places, inside: true, isWritten: true })
    }
    this.#reading ??= read().catch((error: unknown) => {
      this.#reading = undefined
      throw error
    })
    return this.#reading
  }

  #gate(id: string): Gate {
    const gate = this.#gates.get(id) ?? { inside: new Map(), line: new Map(), ahead: undefined }
    this.#gates.set(id, gate)
    return gate
  }

  #newestFence(runId: string): number {
    return Math.max(0, ...Array.from(this.#ofRuns.get(runId) ?? [], ({ who }) => who.fence))
  }

  #keep(standing: Standing): Standing {
    const { gate: id, owner, runId } = standing.who
    const gate = this.#gate(id)
    gate[standing.inside ? 'inside' : 'line'].set(owner, standing)
    gate.ahead = undefined
    this.#ofRuns.set(runId, (this.#ofRuns.get(runId) ?? new Set()).add(standing))
    return standing
  }

  #drop(gate: Gate, standing: Standing): void {
    const { gate: id, owner, runId } = standing.who
    gate.inside.delete(owner)
    if (gate.line.delete(owner)) gate.ahead = undefined
    if (gate.inside.size === 0 && gate.line.size === 0) this.#gates.delete(id)
    const others = this.#ofRuns.get(runId)
    others?.delete(standing)
    if (others?.size === 0) this.#ofRuns.delete(runId)
    if (standing.inside) this.#changed.set(`${id} ${owner}`, standing)
    standing.inside = false
    this.#admit(gate)
  }

  /** Lets in who is first in line, as long as there is room: nobody overtakes another who could not be let in. */
  #admit(gate: Gate): void {
    for (const [owner, standing] of gate.line) {
      if (gate.inside.size >= standing.who.most) return
      gate.line.delete(owner)
      gate.inside.set(owner, standing)
      gate.ahead = undefined
      standing.inside = true
      this.#changed.set(`${standing.who.gate} ${owner}`, standing)
    }
  }

  async #stand(gate: Gate, standing: Standing): Promise<Place> {
    if (standing.inside && !standing.isWritten) await this.#writes.ask(undefined)
    else await this.#written()
    if (standing.inside) return { inside: true }
    const [heldBy] = gate.inside.keys()
    return { inside: false, ahead: aheadOf(gate, standing.who.owner), ...(heldBy === undefined ? {} : { heldBy }) }
  }

  /** Runs that are over hold nothing, whether or not they have said so. */
  async #dropOver(standings: readonly Standing[]): Promise<void> {
    const runIds = [...new Set(standings.map(({ who }) => who.runId))]
    if (runIds.length === 0) return
    const { rows } = await this.#options.db.pool.query<{ id: string }>({ name: 'gate_over', text: OVER, values: [runIds, FINAL_STATUSES] })
    for (const { id } of rows) for (const standing of this.#ofRuns.get(id) ?? []) this.#drop(this.#gate(standing.who.gate), standing)
  }

  async #written(): Promise<void> {
    if (this.#changed.size > 0) await this.#writes.ask(undefined)
  }

  /** All that has changed by now; what cannot be written is written with the next. */
  async #write(): Promise<void> {
    const changed = this.#changed
    if (changed.size === 0) return
    this.#changed = new Map()
    const all = [...changed.values()]
    const inside = all.filter((standing) => standing.inside)
    const gone = all.filter((standing) => !standing.inside)
    try {
      await this.#save(inside, gone)
    } catch (error) {
      for (const [key, standing] of changed) if (!this.#changed.has(key)) this.#changed.set(key, standing)
      throw error
    }
    for (const standing of inside) this.#tellAdmitted(standing)
  }

  async #save(inside: readonly Standing[], gone: readonly Standing[]): Promise<void> {
    const { db, serverId } = this.#options
    const rows = inside.map(({ who, place }) => ({ ...who, place }))
    const ids = gone.map(({ who: { gate, owner } }) => ({ gate, owner }))
    await db.pool.query({ name: 'gate_own', text: WRITE, values: [JSON.stringify(rows), JSON.stringify(ids), serverId] })
  }

  #tellAdmitted(standing: Standing): void {
    standing.isWritten = true
    if (standing.inside) this.#options.onAdmitted({ ticket: standing.who.ticket, serverId: this.#options.serverId })
  }
}

/** How many are before the owner in line. O(line) after a change, O(1) until the next. */
function aheadOf(gate: Gate, owner: string): number {
  gate.ahead ??= new Map([...gate.line.keys()].map((one, at) => [one, at]))
  return gate.ahead.get(owner) ?? 0
}
