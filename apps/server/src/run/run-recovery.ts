import { orphanedRuns } from '../cluster/orphaned-runs.ts'
import type { Lease, RunLeases } from '../cluster/run-leases.ts'
import type { Database } from '../db/index.ts'
import { Refusal } from '../refusal.ts'
import type { Held, HeldRuns } from './held-runs.ts'
import type { RunBedroom } from './run-bedroom.ts'

export interface RecoveryOptions {
  readonly db: Database
  readonly leases: RunLeases
  readonly live: HeldRuns
  readonly bedroom: RunBedroom
  /** Makes runs of their logs under these leases; what `lay` takes is not kept. What does not fit is left out and told of. */
  readonly load: (leases: readonly Lease[], lay?: (held: Held) => boolean) => Promise<readonly Held[]>
  /** Runs that only wait stay in memory, since somebody else drives them. */
  readonly watchful: boolean
  /** This process takes up nothing more. */
  readonly isStopping: () => boolean
  /** It does nothing more at all. */
  readonly isClosed: () => boolean
  /** After runs have been taken up, and once in any case: what was meant for them may be waiting. */
  readonly onTakenUp: () => Promise<void>
}

/**
 * Has runs go on that nobody living has in hand, each from where its log ends. One pass at a time; a run is this server's, by a new fence, before its log
 * is read, so that no other can write to it any more. What cannot be read is given back, and the pass fails; the next finds it again. What a run was doing
 * when its server died is in doubt (H5); what only waits is laid to sleep at once.
 */
export class RunRecovery {
  readonly #options: RecoveryOptions
  #pass: Promise<unknown> = Promise.resolve()
  #once = false

  constructor(options: RecoveryOptions) {
    this.#options = options
  }

  /** Whether a pass has come to its end. */
  get isDone(): boolean {
    return this.#once
  }

  /** Takes up every run that nobody living has in hand; answers with how many. O(their events). */
  recover(): Promise<number> {
    const taken = this.#pass.then(() => this.#takeUpAll())
    this.#pass = taken.catch(() => undefined)
    return taken
  }

  /** When the pass that is under way has ended, whatever has come of it. */
  async rest(): Promise<void> {
    await this.#pass
  }

  async #takeUpAll(): Promise<number> {
    const { leases, live, bedroom, isStopping, isClosed, onTakenUp } = this.#options
    let count = 0
    for await (const orphans of orphanedRuns(leases)) {
      if (isStopping()) {
        await leases.free(orphans)
        break
      }
      count += orphans.length
      for (const held of await this.#loadOrFree(orphans)) bedroom.note(live.keep(held).writer.runId)
    }
    if (isClosed() || (count === 0 && this.#once)) return count
    this.#once = true
    await onTakenUp()
    return count
  }

  /** What cannot be read now is anybody's again. */
  async #loadOrFree(orphans: readonly Lease[]): Promise<readonly Held[]> {
    const { leases, bedroom, load, watchful } = this.#options
    try {
      // most of many runs are asleep, and need not be kept first
      return await load(orphans, (held) => !watchful && bedroom.lay(held))
    } catch (error) {
      bedroom.asleep.take(orphans.map(({ runId }) => runId))
      await leases.free(orphans)
      throw error
    }
  }

  /** Has a run that stands still go on from its log, on this server, wherever it was: what was in flight is in doubt, as after a crash. */
  async takeUp(runId: string): Promise<void> {
    const { db, leases, live, bedroom, load } = this.#options
    const run = await db.prisma.run.findUnique({ where: { id: runId }, select: { stuckAt: true } })
    if (!run) throw new Refusal('NOT_FOUND', `There is no run ${runId}.`)
    if (!run.stuckAt) throw new Refusal('INVALID_STATE', 'The run does not stand still; there is nothing to take up.')
    bedroom.drop(runId)
    const [held] = await load([{ runId, fence: await leases.seize(runId) }])
    if (!held) throw misfit(runId)
    live.keep(held)
  }
}

export function misfit(runId: string): Refusal {
  return new Refusal('INVALID_STATE', `The run ${runId} cannot be taken up: its log does not fit this version of Eddy. The server's log says more.`)
}
