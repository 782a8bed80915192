import { standstill } from '@eddy/engine'
import { UNFINISHED, type RunLeases } from '../cluster/run-leases.ts'
import type { Database } from '../db/index.ts'
import type { Held, HeldRuns } from './held-runs.ts'
import type { RunBedroom } from './run-bedroom.ts'
import { runRow, type RunRow } from './run-row.ts'
import { serverTime } from './server-time.ts'

export interface SelfCheckDeps {
  readonly db: Database
  readonly leases: RunLeases
  readonly live: HeldRuns
  /** Grows whenever a run may have come to be this server's, or have left its memory. */
  readonly changes: () => number
  /** Runs that have left memory until what they wait for comes. */
  readonly bedroom: Pick<RunBedroom, 'size' | 'has'>
  /** Takes a run into memory. */
  readonly hold: (runId: string) => Promise<unknown>
  /** Whether a run that has not begun waits for its turn. */
  readonly limited: (held: Held) => boolean
  readonly announce: (row: RunRow) => void
  /** Somebody else sees to it that runs in memory go on. */
  readonly watchful?: boolean | undefined
}

/** Of a run that is not in memory it is not known how far it is. */
const NOT_HERE = -1
/** The same, where it could not be taken up for a reason that may pass, such as a database that went away just then. */
const NOT_TAKEN = -2

const LOOKS_BETWEEN_LISTS = 16
const LOOKS_BEFORE_FIRST_LIST = 4
/** Where nothing has changed since all runs were found, nothing can be missing; it is looked all the same, about once an hour. */
const LOOKS_IN_QUIET = 450

const SENTENCES = {
  unattended: 'There is something to do in it, nothing limits it, and nothing does it.',
  idle: 'It is not over, and there is nothing that it waits for.',
  queued: 'It is queued, and nothing limits it.',
} as const

/**
 * Looks for runs that stand still though nothing holds them up: one that is this server's by the database and not in its memory (an answer
 * of the database may have been lost), and one in memory that nothing drives. The first are taken up; what cannot be, and the second, is
 * said on the run's row until its next event is stored. Twice the same at the same event counts: between two steps nothing is under way.
 */
export class SelfCheck {
  readonly #deps: SelfCheckDeps
  /** Runs that were not in memory at the last look. */
  #missing: ReadonlySet<string> = new Set()
  /** Runs that nothing drove at the last look, and how far they were. */
  #still: ReadonlyMap<string, number> = new Map()
  #looks = 0
  /** The look at which runs were listed last; soon after the start, when all have been taken up. */
  #listedAt = LOOKS_BEFORE_FIRST_LIST - LOOKS_BETWEEN_LISTS
  /** What had changed when all runs were found; undefined while some were not. */
  #settled: number | undefined
  /** What has been said, of runs that had come so far. */
  readonly #noted = new Map<string, number>()

  constructor(deps: SelfCheckDeps) {
    this.#deps = deps
  }

  async look(): Promise<void> {
    await this.#takeUpMissing()
    const still = new Map<string, number>()
    for (const held of this.#deps.live.all()) {
      const why = this.#whyStill(held)
      const { runId, state } = held.handle
      if (why === undefined) continue
      still.set(runId, state.seq)
      if (this.#still.get(runId) === state.seq && this.#noted.get(runId) !== state.seq) await this.note(runId, SENTENCES[why], state.seq)
    }
    this.#still = still
  }

  /** Says on the run's row that it stands still. */
  async note(runId: string, why: string, seq = NOT_HERE): Promise<void> {
    this.#noted.set(runId, seq)
    console.error(`The run ${runId} stands still: ${why}`)
    try {
      await this.#set(runId, { stuckAt: new Date(serverTime.now()), stuckReason: why })
    } catch (error) {
      // what its row does not say has not been said
      this.#noted.delete(runId)
      throw error
    }
  }

  /** It goes on. */
  async forget(runId: string): Promise<void> {
    this.#noted.delete(runId)
    await this.#set(runId, { stuckAt: null, stuckReason: null })
  }

  /** They may go on, whatever was said of them; but for those that another living server has in hand. */
  async forgetAll(): Promise<void> {
    this.#noted.clear()
    const alive = await this.#deps.db.prisma.server.findMany({ where: { id: { not: this.#deps.leases.serverId }, expiresAt: { gt: new Date(serverTime.now()) } }, select: { id: true } })
    const free = { OR: [{ ownerId: null }, { ownerId: { notIn: alive.map(({ id }) => id) } }] }
    await this.#deps.db.prisma.run.updateMany({ where: { ...free, stuckAt: { not: null }, status: { in: [...UNFINISHED] } }, data: { stuckAt: null, stuckReason: null } })
  }

  async #set(runId: string, data: { readonly stuckAt: Date | null; readonly stuckReason: string | null }): Promise<void> {
    const [row] = await this.#deps.db.prisma.run.updateManyAndReturn({ where: { id: runId, ...(data.stuckAt === null ? { stuckAt: { not: null } } : {}) }, data, omit: { input: true, value: true, trial: true } })
    if (row) this.#deps.announce(runRow(row))
  }

  #whyStill(held: Held): keyof typeof SENTENCES | undefined {
    const { handle, writer } = held
    // what waits for the database goes on with it
    if (this.#deps.watchful || writer.lost || writer.isWriting) return undefined
    if (handle.state.seq > 0) return standstill(handle.state)
    return handle.state.status === 'running' && !this.#deps.limited(held) ? 'queued' : undefined
  }

  async #takeUpMissing(): Promise<void> {
    const changes = this.#deps.changes()
    const isListed = await this.#mayMiss(changes)
    const missing = isListed ? await this.#list() : []
    // what is known not to come back is not waited for
    if (isListed) this.#settled = missing.every((runId) => this.#noted.get(runId) === NOT_HERE) ? changes : undefined
    // one that is just being started or loaded is there the next time
    const stuck = missing.filter((runId) => this.#missing.has(runId))
    this.#missing = new Set(missing)
    for (const runId of stuck) {
      if (this.#noted.get(runId) === NOT_HERE) continue
      console.error(`The run ${runId} was found to stand still, and is taken up.`)
      try {
        await this.#deps.hold(runId)
      } catch (error) {
        await this.#sayNotTaken(runId, error instanceof Error ? error.message : String(error))
        continue
      }
      if (this.#noted.get(runId) === NOT_TAKEN) await this.forget(runId)
    }
  }

  /** It is tried again with the next look. */
  async #sayNotTaken(runId: string, why: string): Promise<void> {
    if (this.#noted.get(runId) === NOT_TAKEN) return
    await this.note(runId, `It could not be taken up, and is tried again: ${why}`, NOT_TAKEN)
  }

  /**
   * Whether more runs are this server's by the database than it has in memory: a hundred thousand that sleep are not listed each time, and nothing is asked where
   * all were found and nothing has changed since. Runs that begin and end meanwhile may make up for one that is missing, so that they are listed now and then
   * whatever they count.
   */
  async #mayMiss(changes: number): Promise<boolean> {
    const { leases, live, bedroom } = this.#deps
    const looks = ++this.#looks - this.#listedAt
    if (changes === this.#settled && looks < LOOKS_IN_QUIET) return false
    const before = live.underWay() + bedroom.size
    const own = await leases.countOwn()
    return looks >= LOOKS_BETWEEN_LISTS || this.#missing.size > 0 || own > Math.max(before, live.underWay() + bedroom.size)
  }

  /** The runs of this server that are not in its memory. */
  async #list(): Promise<readonly string[]> {
    const { leases, live, bedroom } = this.#deps
    const missing: string[] = []
    for await (const own of leases.own()) missing.push(...own.filter((runId) => !live.has(runId) && !bedroom.has(runId)))
    this.#listedAt = this.#looks
    return missing
  }
}
