import type { Database } from '../db/index.ts'
import type { SharedGates } from '../gate/shared-gates.ts'
import { forgetAnswers } from '../idempotency/answer-once.ts'
import { prune, type Pruned, type PruneOptions } from './prune.ts'
import { readRetention } from './retention.ts'

const HOUR_MS = 3_600_000

/** Prunes once an hour from its start on, and when it is asked; never twice at a time. */
export class CleanUp {
  readonly #db: Database
  readonly #gates: Pick<SharedGates, 'sweep'> | undefined
  #running: Promise<Pruned> | undefined
  #timer: NodeJS.Timeout | undefined

  constructor(db: Database, gates?: Pick<SharedGates, 'sweep'>) {
    this.#db = db
    this.#gates = gates
  }

  start(): void {
    this.#timer = setInterval(() => void this.run().catch((error: unknown) => console.error(`The clean-up of old runs failed and is tried again in an hour: ${String(error)}`)), HOUR_MS).unref()
  }

  run({ compact }: Pick<PruneOptions, 'compact'> = {}): Promise<Pruned> {
    // one that is under way gives nothing back
    if (compact === true && this.#running !== undefined) return this.#running.catch(() => undefined).then(() => this.run({ compact }))
    this.#running ??= this.#prune(compact).finally(() => {
      this.#running = undefined
    })
    return this.#running
  }

  async #prune(compact: boolean | undefined): Promise<Pruned> {
    await forgetAnswers(this.#db)
    await this.#gates?.sweep()
    return prune(this.#db, { retention: await readRetention(this.#db), compact })
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.#running?.catch(() => undefined)
  }
}
