import type { RunEvent } from '@eddy/engine'

/** Tells a function of events. The run must not end halfway because that function throws: its first error is kept for the end. */
export class EventListener {
  readonly #onEvent: (event: RunEvent) => void
  #thrown: { readonly error: unknown } | undefined

  constructor(onEvent: (event: RunEvent) => void) {
    this.#onEvent = onEvent
  }

  readonly tell = (events: readonly RunEvent[]): void => {
    for (const event of events) {
      try {
        this.#onEvent(event)
      } catch (error) {
        this.#thrown ??= { error }
      }
    }
  }

  /** Throws what the function has thrown. */
  rethrow(): void {
    if (this.#thrown) throw this.#thrown.error
  }
}
