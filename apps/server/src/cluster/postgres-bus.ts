import { setTimeout as sleep } from 'node:timers/promises'
import type { PoolClient } from 'pg'
import type { Database } from '../db/index.ts'
import type { Bus, BusMessage } from './bus.ts'
import { MOST_BYTES, PartsHeard, payloadsOf } from './notify-parts.ts'

type Listener = (message: BusMessage | undefined) => void

interface Self {
  readonly id: string
  /** Whether there is anybody to tell. */
  peers: boolean
}

const CHANNEL = 'eddy'
const LONGEST_RETRY_MS = 5000

/** Messages by PostgreSQL's NOTIFY, those of one turn together. It listens on a connection of its own, and makes a new one when that breaks. */
export class PostgresBus implements Bus {
  readonly #db: Database
  readonly #self: Self
  readonly #listeners = new Set<Listener>()
  readonly #parts = new PartsHeard()
  #waiting: string[] = []
  #sending: Promise<void> | undefined
  #client: PoolClient | undefined
  #closed = false

  constructor(db: Database, self: Self) {
    this.#db = db
    this.#self = self
  }

  async open(): Promise<void> {
    const client = await this.#db.pool.connect()
    client.on('notification', ({ payload }) => this.#hear(payload ?? ''))
    client.on('error', () => void this.#reopen(client))
    client.on('end', () => void this.#reopen(client))
    try {
      await client.query(`LISTEN ${CHANNEL}`)
    } catch (error) {
      client.release(true)
      throw error
    }
    // closed meanwhile: nobody else would give it back, and the pool's end waits for it
    if (this.#closed) return client.release(true)
    this.#client = client
  }

  tell(message: BusMessage): void {
    if (!this.#self.peers && message.kind !== 'joined') return
    this.#waiting.push(JSON.stringify(message))
    this.#sending ??= this.#send()
  }

  listen(listener: Listener): void {
    this.#listeners.add(listener)
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#sending
    this.#client?.release(true)
    this.#client = undefined
  }

  async #send(): Promise<void> {
    await Promise.resolve()
    while (this.#waiting.length > 0) {
      const text = this.#together()
      try {
        // one after the other: they are put together in the order in which they come
        for (const payload of payloadsOf(this.#self.id, text)) await this.#db.pool.query('SELECT pg_notify($1, $2)', [CHANNEL, payload])
      } catch (error) {
        console.error(`The other servers could not be told: ${String(error)}`)
      }
    }
    this.#sending = undefined
  }

  /** As many messages as fit into one notification, in their order; one that is too long for any goes alone. */
  #together(): string {
    let bytes = 1
    let count = 0
    for (const text of this.#waiting) {
      bytes += Buffer.byteLength(text) + 1
      if (count > 0 && bytes > MOST_BYTES) break
      count++
    }
    return `[${this.#waiting.splice(0, count).join(',')}]`
  }

  #hear(payload: string): void {
    const { sender, text } = this.#parts.hear(payload)
    if (sender === this.#self.id) return
    this.#self.peers = true
    if (text === undefined) return
    // only servers of this product write to the channel
    for (const message of JSON.parse(text) as readonly BusMessage[]) this.#pass(message)
  }

  #pass(message: BusMessage | undefined): void {
    for (const listener of this.#listeners) listener(message)
  }

  async #reopen(broken: PoolClient): Promise<void> {
    if (this.#closed || this.#client !== broken) return
    this.#client = undefined
    broken.release(true)
    for (let delay = 100; !this.#closed; delay = Math.min(delay * 2, LONGEST_RETRY_MS)) {
      try {
        await this.open()
        this.#parts.clear()
        return this.#pass(undefined)
      } catch {
        await sleep(delay)
      }
    }
  }
}
