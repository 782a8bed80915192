/** A run that never waits lets the host breathe after so many milliseconds, looked at every so many turns. */
const BREATHE_MS = 50
const TURNS_BETWEEN_LOOKS = 256

/** Counts the turns of a run that goes on and on. */
export class Breath {
  #turns = 0
  #due = 0

  begin(now: number): void {
    this.#turns = 0
    this.#due = now + BREATHE_MS
  }

  /** One more turn; whether it is time to look at the clock. */
  isLookDue(): boolean {
    return ++this.#turns % TURNS_BETWEEN_LOOKS === 0
  }

  /** Whether it is time to let others have a turn; the next is as far away again. */
  isTaken(now: number): boolean {
    if (now < this.#due) return false
    this.#due = now + BREATHE_MS
    return true
  }
}
