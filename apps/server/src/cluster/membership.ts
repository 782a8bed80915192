import { hostname } from 'node:os'
import { databaseTrouble } from '../db/database-trouble.ts'
import type { Database } from '../db/index.ts'
import { newId } from '../new-id.ts'
import { serverTime } from '../run/server-time.ts'

export interface MembershipOptions {
  readonly db: Database
  /** What drives the runs of this server, with its version where that matters. */
  readonly engine: string
  /** Which Eddy this is. */
  readonly version: string
  /** How long a server that says nothing counts as alive. */
  readonly leaseMs: number
  /** After a renewal, unless it still runs for an earlier one. `lapsed`: others may have taken this server for dead since the last time. */
  readonly onBeat: (lapsed: boolean) => Promise<void>
}

const BEATS_IN_A_LEASE = 4

/** $1: this server, $2: its name, $3: milliseconds, $4: its engine, $5: its version. Servers that have said nothing for an hour are forgotten. One statement, since it goes every other second for as long as the server lives.
 * It does not wait for the disk: on a slow one a living server's lease would end, and one that a crash of the database forgets only ends earlier. */
const RENEW = `WITH renewed AS (
  INSERT INTO server (id, name, expires_at, engine, version) VALUES ($1, $2, now() + $3::int * interval '1 millisecond', $4, $5) ON CONFLICT (id) DO UPDATE SET expires_at = excluded.expires_at),
forgotten AS (DELETE FROM server WHERE id <> $1 AND expires_at < now() - interval '1 hour')
SELECT EXISTS (SELECT FROM server WHERE id <> $1 AND expires_at > now()) AS peers, extract(epoch FROM clock_timestamp())::float8 * 1000 AS said, set_config('synchronous_commit', 'off', true)`

/**
 * This process among the servers on the database. The lease is by the database's clock, and renewed four times in its time; each renewal tells what time that has. On the
 * embedded database, which lets in one process alone, it never ends.
 */
export class Membership {
  readonly id = newId()
  readonly name = `${hostname()}:${process.pid}`
  readonly #options: MembershipOptions
  #renewedAt = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #beating: Promise<void> = Promise.resolve()
  #acting: Promise<void> | undefined
  #lapsed = false
  #closed = false
  /** Whether other servers were alive at the last renewal. */
  peers = false

  constructor(options: MembershipOptions) {
    this.#options = options
  }

  get #sole(): boolean {
    return this.#options.db.kind === 'embedded'
  }

  async join(): Promise<void> {
    const { db: { prisma }, engine, version } = this.#options
    if (this.#sole) {
      const forever = new Date('9999-12-31T00:00:00Z')
      await prisma.$transaction([prisma.server.deleteMany({}), prisma.server.create({ data: { id: this.id, name: this.name, engine, version, expiresAt: forever } })])
      return
    }
    await this.#renew()
    this.#plan()
  }

  /** Gives everything free at once: others need not wait for the lease's end. */
  async leave(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#timer)
    await this.#beating
    await this.#acting
    await this.#options.db.prisma.server.deleteMany({ where: { id: this.id } })
  }

  #plan(): void {
    if (this.#closed) return
    this.#timer = setTimeout(() => {
      this.#beating = this.#beat().then(() => this.#plan())
    }, this.#options.leaseMs / BEATS_IN_A_LEASE)
    this.#timer.unref()
  }

  async #beat(): Promise<void> {
    try {
      if (await this.#renew()) {
        this.#lapsed = true
        console.warn(`This server renewed its lease too late: others may have taken over its runs, and what was in flight follows the rules for doubt. The process, its machine or the database stood still for more than ${this.#options.leaseMs} ms; where that is usual, have EDDY_LEASE_MS larger.`)
      }
    } catch (error) {
      return console.error(`This server could not renew its lease: ${sentenceOf(error)}`)
    }
    if (!this.#closed) this.#acting ??= this.#act()
  }

  /** The next renewal does not wait for it: to take over runs is to write, and a slow disk holds that up. */
  async #act(): Promise<void> {
    const lapsed = this.#lapsed
    this.#lapsed = false
    try {
      await this.#options.onBeat(lapsed)
    } catch (error) {
      this.#lapsed ||= lapsed
      console.error(`Runs of other servers could not be looked for, and are at the next renewal: ${sentenceOf(error)}`)
    } finally {
      this.#acting = undefined
    }
  }

  /** Whether the lease had ended before. Waits behind no others: with hundreds of requests under way that would be longer than the lease. */
  async #renew(): Promise<boolean> {
    const { db, leaseMs, engine, version } = this.#options
    const asked = performance.now()
    const { rows } = await db.first<{ peers: boolean; said: number }>({ name: 'renew_server', text: RENEW, values: [this.id, this.name, leaseMs, engine, version] })
    const [row] = rows
    if (row) serverTime.hear({ said: row.said, asked, answered: performance.now() })
    this.peers = row?.peers ?? false
    const lapsed = this.#renewedAt > 0 && asked - this.#renewedAt > leaseMs
    this.#renewedAt = asked
    return lapsed
  }
}

const sentenceOf = (error: unknown) => databaseTrouble(error)?.message ?? (error instanceof Error ? error.message : String(error))
