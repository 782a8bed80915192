/** Where a Restate is: of each of its nodes, in any order. */
export interface RestateUrls {
  /** Where it takes requests. */
  readonly ingressUrls: readonly string[]
  /** Where it is told of services, and asked about runs. */
  readonly adminUrls: readonly string[]
}

/** How long a node may take to answer, until the next one is asked. */
const PATIENCE_MS = 20_000

/** The nodes of a Restate, one or several. One of them is spoken with, until it is out of reach: then the next. */
export class RestateNodes {
  readonly #urls: readonly string[]
  #at = 0

  /** At least one; several are equal. */
  constructor(urls: readonly string[]) {
    this.#urls = urls.map((url) => url.replace(/\/$/, ''))
  }

  /** What the node answers, in so many milliseconds; undefined when it does not. After that, and after an answer that it cannot do it, the next call goes to another one. */
  async ask(path: string, init: RequestInit, patienceMs = PATIENCE_MS): Promise<Response | undefined> {
    const at = this.#at
    const response = await fetch(`${this.#urls[at]}${path}`, { ...init, signal: AbortSignal.timeout(Math.ceil(Math.min(patienceMs, PATIENCE_MS))) }).catch(() => undefined)
    // whoever finds out first moves on, for all
    if ((response === undefined || response.status >= 500) && this.#at === at) this.#at = (at + 1) % this.#urls.length
    return response
  }

  get urls(): readonly string[] {
    return this.#urls
  }
}
