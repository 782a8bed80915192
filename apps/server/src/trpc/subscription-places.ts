import { TRPCError } from '@trpc/server'

/** A page has fewer than ten at a time. */
const MOST = 100

/** How many subscriptions one WebSocket carries: each costs the server what it keeps in mind for it, whoever asks. */
export class SubscriptionPlaces {
  #taken = 0

  /** Takes a place until what is called afterwards, or until `signal`. Refuses when there is none. */
  take(signal: AbortSignal | undefined): () => void {
    if (this.#taken >= MOST) throw new TRPCError({ code: 'TOO_MANY_REQUESTS', message: `This connection carries ${MOST} subscriptions, the most that one may. End some of them, or open another connection.` })
    this.#taken++
    let over = false
    const leave = () => {
      if (!over) this.#taken--
      over = true
    }
    signal?.addEventListener('abort', leave, { once: true })
    return leave
  }
}

/** What `data` gives; `over` is called at its end. */
export async function* upTo<T>(data: AsyncIterable<T>, over: () => void): AsyncGenerator<T> {
  try {
    yield* data
  } finally {
    over()
  }
}
