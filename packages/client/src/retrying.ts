export interface RetryOptions {
  /** Repeats after the first attempt; 4 when left out. */
  readonly retries?: number | undefined
  /** Milliseconds before the first repeat, twice as many before each further one; 250 when left out. */
  readonly retryDelayMs?: number | undefined
}

const LONGEST_MS = 30_000
/** The network, a proxy, a server that starts: it may be another time. 409 only where the same request is in progress. */
const PASSING = new Set([429, 502, 503, 504])

/**
 * A fetch that repeats what has failed in passing. Requests that change something get an idempotency key of their own, so that the server
 * does them once however often they arrive. `Retry-After` is kept to.
 */
export function retrying(send: typeof fetch, { retries = 4, retryDelayMs = 250 }: RetryOptions): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method !== 'GET' && !request.headers.has('idempotency-key')) request.headers.set('idempotency-key', crypto.randomUUID())
    for (let attempt = 0; ; attempt++) {
      const last = attempt >= retries
      const delay = Math.min(LONGEST_MS, retryDelayMs * 2 ** attempt)
      try {
        const response = await send(last ? request : request.clone())
        if (last || !(await isPassing(response))) return response
        await response.body?.cancel()
        await wait(Math.max(delay, retryAfter(response)), request.signal)
      } catch (error) {
        if (last || request.signal.aborted) throw error
        await wait(delay, request.signal)
      }
    }
  }
}

async function isPassing(response: Response): Promise<boolean> {
  if (PASSING.has(response.status)) return true
  if (response.status !== 409 || !response.headers.has('retry-after')) return false
  const body: unknown = await response.clone().json().catch(() => undefined)
  return typeof body === 'object' && body !== null && 'code' in body && body.code === 'IN_PROGRESS'
}

function retryAfter(response: Response): number {
  const seconds = Number(response.headers.get('retry-after'))
  return Number.isFinite(seconds) ? Math.min(LONGEST_MS, seconds * 1000) : 0
}

export function wait(ms: number, signal: AbortSignal | null | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const reason = (): Error => (signal?.reason instanceof Error ? signal.reason : new Error('aborted'))
    if (signal?.aborted) return reject(reason())
    const timer = setTimeout(done, ms)
    function done(): void {
      signal?.removeEventListener('abort', stop)
      resolve()
    }
    function stop(): void {
      clearTimeout(timer)
      reject(reason())
    }
    signal?.addEventListener('abort', stop, { once: true })
  })
}
