import type { RunEvent } from '@eddy/engine'
import { followEvents } from '../trpc/follow-events.ts'
import type { Connection, RunStore } from './run-store.ts'

/**
 * The events of a run from the moment that its page is opened: they come while the drawing is still on its way, and are handed to the
 * store once there is one. Begins again from there should an event be missing.
 */
export class EarlyEvents {
  #store: RunStore | undefined
  #waiting: RunEvent[] = []
  #open = false

  constructor(readonly runId: string, private readonly follow: typeof followEvents = followEvents) {}

  /** Listens until the function that it returns is called. */
  listen(): () => void {
    return this.follow(this.runId, {
      after: () => this.#store?.lastSeq() ?? this.#waiting.at(-1)?.seq ?? 0,
      onEvents: (events) => (this.#store ? this.#store.receive(events) : this.#wait(events)),
      onState: (state) => {
        this.#open = state === 'open'
        this.#store?.setConnection(this.#open ? 'live' : connectingAs(this.#store))
      },
    })
  }

  handTo(store: RunStore): void {
    if (store === this.#store) return
    this.#store = store
    store.receive(this.#waiting)
    this.#waiting = []
    if (this.#open) store.setConnection('live')
  }

  #wait(events: readonly RunEvent[]): boolean {
    for (const event of events) {
      const next = (this.#waiting.at(-1)?.seq ?? 0) + 1
      if (event.seq > next) return false
      if (event.seq === next) this.#waiting.push(event)
    }
    return true
  }
}

/** The first connection is part of catching up; a later one means that an earlier one was lost. */
function connectingAs(store: RunStore): Connection {
  return store.connection() === 'catching-up' && store.lastSeq() === 0 ? 'catching-up' : 'offline'
}
