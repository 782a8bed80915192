/** How what the server tells of itself comes: over WebSockets, or as server-sent events where those do not get through. */
export type Way = 'socket' | 'stream'

/** Sockets that may fail one after the other while requests are answered. One may have met a server that was just starting. */
const ENOUGH = 2

/** What the pages of a tab have found out, one after the other. */
export interface TransportMemory {
  /** Whether sockets did not get through lately. */
  recall(): boolean
  keep(): void
}

/**
 * Decides the way once for a page. Streams are the lesser one: a browser keeps six of them to a server, over all its tabs. So a page
 * whose socket has been open once stays with sockets, and a server that is down decides nothing.
 */
export class Transport {
  #way: Way
  #works = false
  #failures = 0
  /** When the last failure was looked into. */
  #looked = 0
  #looking = false
  readonly #listeners = new Set<() => void>()

  /** `reachable`: whether requests are answered. */
  constructor(private readonly reachable: () => Promise<boolean>, private readonly memory?: TransportMemory) {
    this.#way = memory?.recall() ? 'stream' : 'socket'
  }

  /** Whether a socket of this page has been open. */
  get works(): boolean {
    return this.#works
  }

  way(): Way {
    return this.#way
  }

  /** Told once, when the way becomes that of streams. */
  onStream(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** A socket is open. */
  opened(): void {
    this.#works = true
  }

  /** A socket that was asked for at `began` (of the clock of `performance`) did not open. */
  async failed(began: number): Promise<void> {
    // those that are asked for together fail together
    if (this.#works || this.#looking || this.#way === 'stream' || began < this.#looked) return
    this.#looking = true
    const reachable = await this.reachable()
    this.#looking = false
    this.#looked = performance.now()
    this.#failures = reachable ? this.#failures + 1 : 0
    if (this.#works || this.#failures < ENOUGH) return
    this.#way = 'stream'
    this.memory?.keep()
    for (const listener of this.#listeners) listener()
  }
}

/** Until when the pages of this tab begin with streams; after that they look anew. */
const KEPT = 'eddy.streams-until'
const KEPT_MS = 3_600_000

/** A browser may refuse to keep anything: then each page finds out by itself. */
const ofTab: TransportMemory = {
  recall() {
    try {
      return Number(sessionStorage.getItem(KEPT)) > Date.now()
    } catch {
      return false
    }
  },
  keep() {
    try {
      sessionStorage.setItem(KEPT, String(Date.now() + KEPT_MS))
    } catch {
      // the next page looks again
    }
  },
}

/** The page's. */
export const transport = new Transport(() => fetch('/trpc/system.health', { cache: 'no-store' }).then(({ ok }) => ok, () => false), ofTab)
