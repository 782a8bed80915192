import type { Json } from '@eddy/workflow'
import { parseDuration } from '@eddy/workflow/duration'
import { textOf } from '../plan/text-of.ts'
import type { GateAnswer, GateRequest } from '../port/gates.ts'
import type { Clock } from '../port/ports.ts'

const MAX_ENTRIES = 10_000
const DEFAULT_TTL_MS = 60_000

interface Entry {
  readonly value: Json
  readonly until: number
}

/** Values of containers by key, for `ttl`. Whoever comes while one is being made waits for it: it is made once. */
export class CacheGate {
  readonly #clock: Clock
  readonly #entries = new Map<string, Entry>()
  readonly #making = new Map<string, { readonly owner: string; readonly waiting: (() => void)[] }>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  async enter(request: GateRequest, id: string): Promise<GateAnswer> {
    for (let waited = false; ; waited = true) {
      const entry = this.#entries.get(id)
      if (entry && entry.until > this.#clock.now()) return { kind: 'answered', value: entry.value }
      const making = this.#making.get(id)
      if (making === undefined || making.owner === request.owner) return this.#make(request, id)
      if (!waited) request.onWait?.({ ahead: making.waiting.length, heldBy: making.owner })
      await new Promise<void>((resolve) => making.waiting.push(resolve))
      if (request.signal.aborted) return { kind: 'refused', error: { code: 'CANCELLED', message: `the run no longer waits for "${request.name}"`, retryable: false } }
    }
  }

  #make({ owner, settings }: GateRequest, id: string): GateAnswer {
    const making = { owner, waiting: this.#making.get(id)?.waiting ?? [] }
    this.#making.set(id, making)
    return {
      kind: 'entered',
      leave: (end) => {
        this.#making.delete(id)
        if (end.kind === 'ok') this.#keep(id, end.value, parseDuration(textOf(settings['ttl'] ?? null)) ?? DEFAULT_TTL_MS)
        for (const wake of making.waiting) wake()
      },
    }
  }

  /** The oldest goes when there are too many. */
  #keep(id: string, value: Json, ttlMs: number): void {
    this.#entries.delete(id)
    this.#entries.set(id, { value, until: this.#clock.now() + ttlMs })
    const [oldest] = this.#entries.keys()
    if (this.#entries.size > MAX_ENTRIES && oldest !== undefined) this.#entries.delete(oldest)
  }
}
