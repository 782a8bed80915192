import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { AnyTextClient } from './any-text-client.mjs'

const LOOK_MS = 2000
const PATIENCE_MS = 5000
/** What has come while this process stood still is read before it counts as missing. */
const BREATH_MS = 500

/**
 * A pool that notices when nothing comes from the database any more, as when the network between them drops what is sent: TCP alone takes minutes to.
 * Then nobody waits for an answer that will not come, nobody who asks is kept waiting, and what only listens listens anew once there is somebody.
 * It asks over a connection of its own and takes no locks, so that long work in the database is not taken for silence. `first` has another, since it may wait for locks.
 */
export class WatchedPool extends pg.Pool {
  #clients
  #probe
  /** What asks past all others. */
  #first
  #config
  #isSilent = false
  #closed = false
  #timer

  constructor(config) {
    const clients = new Set()
    super({ ...config, Client: noting(clients) })
    this.#clients = clients
    this.#config = { ...config, connectionTimeoutMillis: PATIENCE_MS }
    this.#plan()
  }

  connect(callback) {
    if (!this.#isSilent) return super.connect(callback)
    return callback ? callback(away()) : Promise.reject(away())
  }

  async first(query) {
    if (this.#isSilent || this.#closed) throw away()
    const asked = (this.#first ??= connected(new this.Client(this.#config)))
    try {
      return await (await asked).query(query)
    } catch (error) {
      // what the database refuses comes again in any case, and then over a connection that is known to be whole
      if (this.#first === asked) this.#leave(asked)
      throw error
    }
  }

  async end(callback) {
    this.#closed = true
    clearTimeout(this.#timer)
    this.#drop()
    if (this.#first) this.#leave(this.#first)
    return super.end(callback)
  }

  #plan() {
    if (this.#closed) return
    this.#timer = setTimeout(() => void this.#look().finally(() => this.#plan()), LOOK_MS).unref()
  }

  async #look() {
    const known = this.#probe !== undefined
    let said = await this.#ask()
    // one connection that has ended says nothing of the others
    if (said === 'broken' && known) said = await this.#ask()
    this.#isSilent = said !== 'answered'
    if (said === 'silent') for (const client of this.#clients) client.connection.stream.destroy()
  }

  async #ask() {
    try {
      this.#probe ??= await connected(new pg.Client(this.#config))
      const said = await Promise.race([this.#probe.query('SELECT 1').then(() => 'answered'), silence()])
      if (said === 'silent') this.#drop()
      return said
    } catch (error) {
      this.#drop()
      return /timeout/.test(String(error)) ? 'silent' : 'broken'
    }
  }

  #drop() {
    this.#probe?.connection.stream.destroy()
    this.#probe = undefined
  }

  #leave(asked) {
    this.#first = undefined
    asked.then((client) => client.connection.stream.destroy(), () => undefined)
  }
}

function away() {
  return Object.assign(new Error('the database does not answer'), { code: 'ECONNREFUSED' })
}

async function silence() {
  await sleep(PATIENCE_MS, undefined, { ref: false })
  await sleep(BREATH_MS, undefined, { ref: false })
  return 'silent'
}

async function connected(client) {
  // the next look finds it broken
  client.on('error', () => undefined)
  await client.connect()
  client.unref()
  return client
}

/** Clients that say of themselves which there are, those that are only connecting too. */
function noting(clients) {
  return class extends AnyTextClient {
    constructor(config) {
      super(config)
      clients.add(this)
      this.once('end', () => clients.delete(this))
    }
  }
}
