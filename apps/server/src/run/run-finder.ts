import type { Lease, RunLeases } from '../cluster/run-leases.ts'
import type { Database } from '../db/index.ts'
import { Refusal } from '../refusal.ts'
import { atRest } from './at-rest.ts'
import type { Held, HeldRuns } from './held-runs.ts'
import type { RunBedroom } from './run-bedroom.ts'
import { misfit } from './run-recovery.ts'

export interface FinderOptions {
  readonly db: Database
  readonly leases: RunLeases
  readonly live: HeldRuns
  readonly bedroom: RunBedroom
  readonly load: (leases: readonly Lease[]) => Promise<readonly Held[]>
  /** Other servers share the database: a run at rest may have been asked something there meanwhile. */
  readonly shared: boolean
  /** This process takes up nothing, or nothing more. */
  readonly takesNone: () => boolean
}

/** Finds a run that is asked for, wherever it is; one at a time is read of each, however many ask. */
export class RunFinder {
  readonly #options: FinderOptions
  readonly #loading = new Map<string, Promise<Held | undefined>>()

  constructor(options: FinderOptions) {
    this.#options = options
  }

  /** The run from memory or from its log; undefined while another server has it in hand. */
  async find(runId: string): Promise<Held | undefined> {
    const { live, leases, bedroom, shared } = this.#options
    const held = live.get(runId) ?? (await bedroom.called(runId))
    if (held && !(shared && atRest(held.handle) && (await leases.lost([held.writer])).length > 0)) return held
    if (held) live.lose(held.writer)
    const loading = this.#loading.get(runId) ?? this.#fetch(runId)
    this.#loading.set(runId, loading)
    try {
      return await loading
    } finally {
      this.#loading.delete(runId)
    }
  }

  async #fetch(runId: string): Promise<Held | undefined> {
    const { db, leases, bedroom, load, takesNone } = this.#options
    if (takesNone()) return undefined
    const fence = await leases.take(runId)
    if (fence === undefined) {
      if ((await db.prisma.run.count({ where: { id: runId } })) === 0) throw new Refusal('NOT_FOUND', `There is no run ${runId}.`)
      return undefined
    }
    const [held] = await load([{ runId, fence }])
    if (!held) throw misfit(runId)
    return bedroom.keep(held)
  }
}
