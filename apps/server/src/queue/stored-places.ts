import { Gathered } from '../db/gathered.ts'
import type { Database } from '../db/index.ts'
import type { Waiting } from './share-out.ts'

interface Entry {
  readonly runId: string
  readonly workflow: string
  readonly at: Date
  readonly leaseMs: number
}

/** A run has its place, or has it no more. */
interface Change {
  readonly runId: string
  readonly entry: Entry | null
}

export interface Placed {
  readonly placed: readonly string[]
  /** Runs under way by workflow, over all servers; empty where they are not limited so. */
  readonly underWay: ReadonlyMap<string, number>
}

/** The same for all servers: whoever gives places of a workflow that has a limit over all of them does so alone. */
const LOCK = 4_717_001

/** The places of one server in the database, where the others count them. */
export class StoredPlaces {
  readonly #prisma: Database['prisma']
  readonly #host: string
  /** In their order: a run that leaves and goes on has its place. */
  readonly #changes = new Gathered<Change, null>((changes) => this.#writeAll(changes))

  constructor({ prisma }: Database, host: string) {
    this.#prisma = prisma
    this.#host = host
  }

  /** Writes down that a run waits here. Returns its priority. */
  async enter({ runId, workflow, at, leaseMs }: Entry): Promise<number> {
    const lease = new Date(at.getTime() + leaseMs)
    const [row] = await this.#prisma.$queryRaw<{ priority: number }[]>`
      INSERT INTO run_place (run_id, workflow, priority, host, entered_at, placed_at, lease_until)
      VALUES (${runId}, ${workflow}, coalesce((SELECT priority FROM run WHERE id = ${runId}), 0), ${this.#host}, ${at}, NULL, ${lease})
      ON CONFLICT (run_id) DO UPDATE SET host = excluded.host, placed_at = NULL, lease_until = excluded.lease_until RETURNING priority`
    return row?.priority ?? 0
  }

  /** Gives places to those of them whose workflow has fewer under way than it may, over all servers whose leases hold; in their order. */
  async place(chosen: readonly Waiting[], { now, mostOfWorkflow }: { readonly now: Date; readonly mostOfWorkflow: number }): Promise<Placed> {
    const ids = chosen.map(({ runId }) => runId)
    if (mostOfWorkflow === Infinity) {
      await this.#prisma.runPlace.updateMany({ where: { runId: { in: ids } }, data: { placedAt: now } })
      return { placed: ids, underWay: new Map() }
    }
    return this.#prisma.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 AS held FROM pg_advisory_xact_lock(${LOCK})`
      const workflows = [...new Set(chosen.map(({ workflow }) => workflow))]
      const counted = await tx.runPlace.groupBy({ by: ['workflow'], where: { workflow: { in: workflows }, placedAt: { not: null }, leaseUntil: { gt: now } }, _count: true })
      const counts = new Map(counted.map(({ workflow, _count }) => [workflow, _count]))
      const fitting = chosen.filter(({ workflow }) => {
        const count = (counts.get(workflow) ?? 0) + 1
        if (count > mostOfWorkflow) return false
        counts.set(workflow, count)
        return true
      }).map(({ runId }) => runId)
      await tx.runPlace.updateMany({ where: { runId: { in: fitting } }, data: { placedAt: now } })
      return { placed: fitting, underWay: counts }
    })
  }

  /** A run that is under way already. What comes together is written together, as is what leaves. */
  keep(entry: Entry): void {
    void this.#later({ runId: entry.runId, entry })
  }

  /** Resolves when it is written, or could not be. */
  leave(runId: string): Promise<void> {
    return this.#later({ runId, entry: null })
  }

  /** Those of this server hold on; those of servers that are gone end. */
  async renew(now: Date, leaseMs: number): Promise<void> {
    await this.#prisma.runPlace.updateMany({ where: { host: this.#host }, data: { leaseUntil: new Date(now.getTime() + leaseMs) } })
    await this.#prisma.runPlace.deleteMany({ where: { leaseUntil: { lt: now } } })
  }

  async forget(): Promise<void> {
    await this.#prisma.runPlace.deleteMany({ where: { host: this.#host } })
  }

  async #writeAll(changes: readonly Change[]): Promise<readonly null[]> {
    const last = [...new Map(changes.map((change) => [change.runId, change])).values()]
    const left = last.flatMap(({ runId, entry }) => (entry === null ? [runId] : []))
    const kept = last.flatMap(({ entry }) => (entry === null ? [] : [columnsOf(entry)]))
    if (left.length > 0) await this.#prisma.runPlace.deleteMany({ where: { runId: { in: left } } })
    if (kept.length > 0) await this.#prisma.$executeRaw`
      INSERT INTO run_place (run_id, workflow, host, entered_at, placed_at, lease_until)
      SELECT e.run_id, e.workflow, ${this.#host}, e.at, e.at, e.lease_until FROM jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) AS e(run_id text, workflow text, at timestamptz, lease_until timestamptz)
      ON CONFLICT (run_id) DO UPDATE SET workflow = excluded.workflow, host = excluded.host, entered_at = excluded.entered_at, placed_at = excluded.placed_at, lease_until = excluded.lease_until`
    return changes.map(() => null)
  }

  /** What is not written now ends with the lease. */
  async #later(change: Change): Promise<void> {
    await this.#changes.ask(change).catch((error: unknown) => console.error(`A place of a run could not be written down: ${error instanceof Error ? error.message : String(error)}`))
  }
}

function columnsOf({ runId, workflow, at, leaseMs }: Entry): object {
  return { run_id: runId, workflow, at, lease_until: new Date(at.getTime() + leaseMs) }
}
