import type { Json } from '@eddy/workflow'
import type { Bus } from '../cluster/bus.ts'
import { RunOrders } from '../cluster/run-orders.ts'
import type { Database } from '../db/index.ts'
import type { RunQueue } from '../queue/run-queue.ts'
import { stopping } from './hand-over.ts'
import type { HeldRuns } from './held-runs.ts'
import type { RunEngine } from './run-engine.ts'
import type { RunFinder } from './run-finder.ts'
import type { RunOrder } from './run-order.ts'

export interface OrderDeskOptions {
  readonly db: Database
  readonly bus: Bus
  readonly serverId: string
  readonly engine: RunEngine
  readonly live: HeldRuns
  readonly finder: RunFinder
  readonly queue: RunQueue | undefined
  /** The runs of this server are being given away. */
  readonly isDraining: () => boolean
}

/** Has done what is asked of runs, by whoever has them in hand. */
export class OrderDesk {
  readonly #options: OrderDeskOptions
  readonly #orders: RunOrders

  constructor(options: OrderDeskOptions) {
    this.#options = options
    const { db, bus, serverId } = options
    this.#orders = new RunOrders({ db, bus, serverId, perform: async (runId, order) => (this.isElsewhere(runId) ? undefined : this.#performHere(runId, order)) })
  }

  /** What came of it, once that is stored. */
  async ask(runId: string, order: RunOrder): Promise<Json> {
    for (;;) {
      const here = await this.#performHere(runId, order)
      if (!here && this.#options.isDraining()) throw stopping()
      const done = here ?? (await this.#orders.post(runId, order))
      if (done) return done.value
    }
  }

  /** Does what other servers have asked for, in case their word of it was lost. */
  performOpen(): void {
    this.#orders.performOpen()
  }

  /** The run has been given away, or is about to be: its next host finds what was meant for it in the database. */
  isElsewhere(runId: string): boolean {
    return this.#options.isDraining() && !this.#options.live.has(runId)
  }

  /** Undefined when another server has the run in hand. */
  async #performHere(runId: string, order: RunOrder): Promise<{ readonly value: Json } | undefined> {
    const { engine, live, finder, queue } = this.#options
    const held = await finder.find(runId)
    if (!held) return undefined
    const performed = engine.perform(held.handle, order)
    const value = performed instanceof Promise ? await performed : performed
    // one that waits for a place needs none to end
    if (order.verb === 'cancel') queue?.letGo(runId)
    if (order.verb === 'preview-cancel') return { value }
    live.keep(held)
    return (await held.writer.stored()) ? { value } : undefined
  }
}
