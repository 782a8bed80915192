import { answered } from '../db/answered.ts'
import type { Database } from '../db/index.ts'
import { freeBytes } from '../free-bytes.ts'
import type { Reach } from '../distributed/reach-restate.ts'
import type { Refusal } from '../refusal.ts'

export interface Check {
  readonly name: 'database' | 'migrations' | 'disk' | 'draining' | 'restate'
  readonly ok: boolean
  /** What is so, in a sentence. */
  readonly detail: string
}

export interface Ready {
  readonly ready: boolean
  readonly checks: readonly Check[]
}

export interface ReadinessOptions {
  readonly db: Database
  /** Whose disk must have room: the folder of the embedded database and of files. */
  readonly dataDir: string
  readonly minFreeBytes: number
  /** Why what runs have done cannot be stored at the moment: a database may answer, and take nothing. */
  readonly trouble: () => Refusal | undefined
  /** That storing takes long, in a sentence: no reason to send requests elsewhere, since all servers share the database. */
  readonly slow?: () => string | undefined
  /** Where Restate drives the runs: whether it answers. No reason to send requests elsewhere either: all servers share it, and new runs are taken. */
  readonly restate?: (() => Promise<Reach>) | undefined
}

/** Whether this server should be sent requests. That it lives is another question: one that drains, or whose database is away, must not be killed for it. */
export class Readiness {
  readonly #options: ReadinessOptions
  draining = false

  constructor(options: ReadinessOptions) {
    this.#options = options
  }

  async look(): Promise<Ready> {
    const checks = [this.#drain(), ...(await Promise.all([this.#database(), this.#disk(), this.#restate()])).flat()]
    return { ready: checks.every(({ ok, name }) => ok || name === 'restate'), checks }
  }

  /** Why no run can go on at the moment, in a sentence, because what drives them all does not answer; null otherwise. */
  async silence(): Promise<string | null> {
    const reach = await this.#options.restate?.()
    return reach === undefined || reach.ok ? null : reach.detail
  }

  async #restate(): Promise<readonly Check[]> {
    const reach = await this.#options.restate?.()
    return reach === undefined ? [] : [{ name: 'restate', ...reach }]
  }

  #drain(): Check {
    return { name: 'draining', ok: !this.draining, detail: this.draining ? 'The server is being stopped and should be sent nothing more.' : 'The server takes work.' }
  }

  async #database(): Promise<readonly Check[]> {
    try {
      const open = await answered(this.#openMigrations())
      return [
        this.#takes(),
        { name: 'migrations', ok: open.length === 0, detail: open.length === 0 ? 'All migrations are done.' : `These migrations are not done: ${open.join(', ')}.` },
      ]
    } catch (error) {
      return [{ name: 'database', ok: false, detail: `The database does not answer: ${error instanceof Error ? error.message : String(error)}.` }]
    }
  }

  #takes(): Check {
    const trouble = this.#options.trouble()
    return { name: 'database', ok: trouble === undefined, detail: trouble?.message ?? this.#options.slow?.() ?? 'The database answers.' }
  }

  /** A newer server may have applied more than this one knows: that is no reason to turn requests away. */
  async #openMigrations(): Promise<readonly string[]> {
    const { rows } = await this.#options.db.pool.query<{ migration_name: string }>('SELECT migration_name FROM "_prisma_migrations" WHERE finished_at IS NULL AND rolled_back_at IS NULL')
    return rows.map((row) => row.migration_name)
  }

  async #disk(): Promise<readonly Check[]> {
    const { dataDir, minFreeBytes } = this.#options
    try {
      const free = await freeBytes(dataDir)
      return [{ name: 'disk', ok: free >= minFreeBytes, detail: `${megabytes(free)} MB are free where ${dataDir} is${free >= minFreeBytes ? '' : `; at least ${megabytes(minFreeBytes)} MB are needed`}.` }]
    } catch (error) {
      return [{ name: 'disk', ok: false, detail: `${dataDir} cannot be looked at: ${error instanceof Error ? error.message : String(error)}.` }]
    }
  }
}

const megabytes = (bytes: number) => Math.floor(bytes / 1_000_000)
