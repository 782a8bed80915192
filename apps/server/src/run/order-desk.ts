import { setTimeout as sleep } from 'node:timers/promises'
import type { Json } from '@eddy/workflow'
import type { Bus } from '../cluster/bus.ts'
import { RunOrders } from '../cluster/run-orders.ts'
import type { Database } from '../db/index.ts'
import type { RunQueue } from '../queue/run-queue.ts'
import type { Standing } from '../queue/standing.ts'
import { onlyShows } from '../read-only.ts'
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
  readonly standing: (runId: string) => Promise<Standing | null>
  /** The runs of this server are being given away. */
  readonly isDraining: () => boolean
  /** Runs are only shown. */
  readonly isReadOnly: boolean
}

/** What only is to be shown is not waited for longer. */
const PATIENCE_MS = 2000

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
    if (this.#options.isReadOnly) throw onlyShows()
    for (;;) {
      const here = await this.#performHere(runId, order)
      if (!here && this.#options.isDraining()) throw stopping()
      const done = here ?? (await this.#orders.post(runId, order))
      if (done) return done.value
    }
  }

  /** What a run waits for before it begins, whichever server has it in hand; null when that one does not answer soon. */
  async standing(runId: string): Promise<Standing | null> {
    const { live, standing } = this.#options
    const known = await standing(runId)
    if (known !== null || live.has(runId)) return known
    // made by #performHere; a server that is silent is told of elsewhere
    const asked = this.ask(runId, { verb: 'standing' }).then((value) => value as unknown as Standing | null, () => null)
    return Promise.race([asked, sleep(PATIENCE_MS, null, { ref: false })])
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
    const { engine, live, finder, queue, standing } = this.#options
    const held = await finder.find(runId)
    if (!held) return undefined
    // plain data
    if (order.verb === 'standing') return { value: (await standing(runId)) as unknown as Json }
    const performed = engine.perform(held.handle, order)
    const value = performed instanceof Promise ? await performed : performed
    // one that waits for a place needs none to end
    if (order.verb === 'cancel') queue?.letGo(runId)
    if (order.verb === 'preview-cancel') return { value }
    live.keep(held)
    return (await held.writer.stored()) ? { value } : undefined
  }
}
