import type { Timer } from '../state/run-state.ts'
import type { Performer } from './performer.ts'

/** The timers of a run in this process. What makes them durable is the log; here they only go off. */
export class RunTimers {
  readonly #cancels = new Map<string, () => void>()

  /** Sets a timer; one of the same name is set anew. */
  wait(performer: Performer, { id, dueAt, step }: Timer): void {
    this.#cancels.get(id)?.()
    const fire = () => {
      this.#cancels.delete(id)
      performer.act(() => {
        const { state } = performer
        // a timer that was dropped or set anew meanwhile is not this one; a halted run takes it up on resume
        if (state.timers.get(id)?.dueAt !== dueAt || state.status === 'halted') return
        performer.record('timer.fired', { timer: id }, step)
      })
    }
    this.#cancels.set(id, performer.ports.clock.at(dueAt, fire))
  }

  stop(): void {
    for (const cancel of this.#cancels.values()) cancel()
    this.#cancels.clear()
  }
}
