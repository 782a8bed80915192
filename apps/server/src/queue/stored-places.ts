import type { Database } from '../db/index.ts'
import type { Waiting } from './share-out.ts'

interface Entry {
  readonly runId: string
  readonly workflow: string
  readonly at: Date
  readonly leaseMs: number
}

/** The same for all servers: whoever gives places of a workflow that has a limit over all of them does so alone. */
const LOCK = 4_717_001

/** The places of one server in the database, where the others count them. */
export class StoredPlaces {
  readonly #prisma: Database['prisma']
  readonly #host: string

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
  async place(chosen: readonly Waiting[], { now, mostOfWorkflow }: { readonly now: Date; readonly mostOfWorkflow: number }): Promise<readonly string[]> {
    const ids = chosen.map(({ runId }) => runId)
    if (mostOfWorkflow === Infinity) {
      await this.#prisma.runPlace.updateMany({ where: { runId: { in: ids } }, data: { placedAt: now } })
      return ids
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
      return fitting
    })
  }

  /** A run that is under way already. */
  keep({ runId, workflow, at, leaseMs }: Entry): void {
    const lease = new Date(at.getTime() + leaseMs)
    const row = { workflow, host: this.#host, enteredAt: at, placedAt: at, leaseUntil: lease }
    this.#later(this.#prisma.runPlace.upsert({ where: { runId }, create: { runId, ...row }, update: row }))
  }

  leave(runId: string): void {
    this.#later(this.#prisma.runPlace.deleteMany({ where: { runId } }))
  }

  /** Those of this server hold on; those of servers that are gone end. */
  async renew(now: Date, leaseMs: number): Promise<void> {
    await this.#prisma.runPlace.updateMany({ where: { host: this.#host }, data: { leaseUntil: new Date(now.getTime() + leaseMs) } })
    await this.#prisma.runPlace.deleteMany({ where: { leaseUntil: { lt: now } } })
  }

  async forget(): Promise<void> {
    await this.#prisma.runPlace.deleteMany({ where: { host: this.#host } })
  }

  /** What is not written now ends with the lease. */
  #later(work: PromiseLike<unknown>): void {
    Promise.resolve(work).catch((error: unknown) => console.error(`A place of a run could not be written down: ${error instanceof Error ? error.message : String(error)}`))
  }
}
