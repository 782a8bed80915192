import { isFinal, type Middleware } from '@eddy/engine'
import type { Claim, Coordination } from '@eddy/steps/run'
import { Prisma, type Claim as ClaimRow, type Database } from '../db/index.ts'
import { newId } from '../new-id.ts'
import { Feed } from '../run/feed.ts'
import { isOver } from '../run/final-statuses.ts'
import { serverTime } from '../run/server-time.ts'

/** Claims in the database. That no two live ones have a key is the database's own rule: whoever comes second is refused by it, over all servers. */
export class StoredClaims implements Pick<Coordination, 'take' | 'release'> {
  readonly #prisma: Database['prisma']
  readonly #changes = new Feed<true>()
  /** Runs that have claims which end with them. */
  readonly #runs = new Set<string>()

  constructor({ prisma }: Database) {
    this.#prisma = prisma
  }

  /** Hears when claims come or go here, until the signal; what other servers do is not heard. */
  changes(signal: AbortSignal): { next(): Promise<readonly true[]> } {
    return this.#changes.listen(ALL, signal)
  }

  tell(): void {
    this.#changes.publish(ALL, [true])
  }

  readonly take: Coordination['take'] = async (wish) => {
    const keys = [...wish.keys]
    if (wish.keep === 'run') this.#runs.add(wish.runId)
    for (;;) {
      const now = new Date(serverTime.now())
      await this.#prisma.claim.updateMany({ where: { liveKey: { in: keys }, expiresAt: { lte: now } }, data: { liveKey: null, status: 'expired', endedAt: now } })
      const live = await this.#prisma.claim.findMany({ where: { liveKey: { in: keys } }, orderBy: { key: 'asc' } })
      const held = live.filter(({ effect }) => effect !== wish.effect)
      if (held.length > 0) return { held: held.map(claimOf) }
      const missing = keys.filter((key) => !live.some((claim) => claim.key === key))
      if (missing.length === 0) return { taken: live.map(claimOf) }
      const { holder, runId, step, effect, keep, details, leaseMs } = wish
      const rows = missing.map((key) => ({ id: newId(), key, liveKey: key, holder, runId, step, effect, keep, status: 'in_progress', details: details as Prisma.InputJsonValue, claimedAt: now, expiresAt: leaseMs === undefined ? null : new Date(now.getTime() + leaseMs) }))
      // one statement: all of them or none; either way the next look tells how it stands
      await insert(this.#prisma, rows)
      this.tell()
    }
  }

  readonly release: Coordination['release'] = async ({ keys, runId, effect, status }) => {
    const where: Prisma.ClaimWhereInput = { liveKey: keys === undefined ? { not: null } : { in: [...keys] }, ...(runId === undefined ? {} : { runId }), ...(effect === undefined ? {} : { effect }) }
    const ended = await this.#prisma.claim.updateManyAndReturn({ where, data: { liveKey: null, status, endedAt: new Date(serverTime.now()) } })
    if (ended.length > 0) this.tell()
    return ended.map(claimOf).toSorted((a, b) => (a.key < b.key ? -1 : 1))
  }

  /** Ends the claims of a run with it. */
  readonly middleware: Middleware = {
    name: 'claims',
    event: (event, run) => {
      if (!this.#runs.has(run.runId) || !ENDING.has(event.type)) return
      // the event is told before the run's state is what it makes of it
      setImmediate(() => {
        if (!isFinal(run.status)) return
        this.#runs.delete(run.runId)
        this.#endOf(run.runId, run.status === 'succeeded').catch((error: unknown) => console.error(`The claims of the run ${run.runId} could not be released: ${String(error)}`))
      })
    },
  }

  /** After a restart: claims of runs that have ended meanwhile end too, and of those that go on are known again. */
  async reconcile(): Promise<void> {
    const live = await this.#prisma.claim.findMany({ where: { liveKey: { not: null }, keep: 'run' }, select: { runId: true }, distinct: ['runId'] })
    const runs = await this.#prisma.run.findMany({ where: { id: { in: live.map(({ runId }) => runId) } }, select: { id: true, status: true } })
    const statusOf = new Map(runs.map(({ id, status }) => [id, status]))
    for (const { runId } of live) {
      const status = statusOf.get(runId)
      if (status !== undefined && !isOver(status)) this.#runs.add(runId)
      else await this.#endOf(runId, status === 'succeeded')
    }
  }

  async #endOf(runId: string, succeeded: boolean): Promise<void> {
    await this.#prisma.claim.updateMany({ where: { runId, keep: 'run', liveKey: { not: null } }, data: { liveKey: null, status: succeeded ? 'completed' : 'failed', endedAt: new Date(serverTime.now()) } })
    this.tell()
  }
}

const ALL = 'all'
const ENDING: ReadonlySet<string> = new Set(['run.succeeded', 'run.failed', 'run.cancelled', 'rollback.completed'])

/** Nothing happens when somebody else was first with one of the keys. */
async function insert(prisma: Database['prisma'], data: Prisma.ClaimCreateManyInput[]): Promise<void> {
  try {
    await prisma.claim.createMany({ data })
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') return
    throw error
  }
}

export function claimOf({ key, holder, runId, step, claimedAt, expiresAt, status }: ClaimRow): Claim {
  // the column holds what this file writes
  return { key, holder, runId, step, claimedAt: claimedAt.toISOString(), expiresAt: expiresAt?.toISOString() ?? null, status: status as Claim['status'] }
}
