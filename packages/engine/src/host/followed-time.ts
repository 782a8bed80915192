export interface FollowedTimeOptions {
  /** The machine's clock. Milliseconds since the epoch. */
  readonly wall: () => number
  /** Only ever goes on, at the pace of time. Milliseconds. */
  readonly steady: () => number
  /** The machine's clock is so many milliseconds ahead of the one that is followed; negative: behind; 0: it agrees again. Told when that changes. */
  readonly onApart?: (ms: number) => void
}

/** What one question about the time has told. */
export interface TimeHeard {
  /** What the other clock said. Milliseconds since the epoch. */
  readonly said: number
  /** When it was asked, by the steady clock. */
  readonly asked: number
  readonly answered: number
}

/** Less is what time servers mend all day. */
const APART_MS = 1000

/**
 * The time by another clock than the machine's, once that has been heard: servers on one database, and a page of theirs, must not each have a time of its own.
 * Between two words of it time goes on by the steady clock.
 */
export class FollowedTime {
  readonly #options: FollowedTimeOptions
  /** What is to be added to the steady clock; undefined: nothing has been heard. */
  #ahead: number | undefined
  #told = 0

  constructor(options: FollowedTimeOptions) {
    this.#options = options
  }

  /** Milliseconds since the epoch, whole. May go back, where the clock that is followed has. */
  readonly now = (): number => {
    const { wall, steady } = this.#options
    const at = this.#ahead === undefined ? wall() : steady() + this.#ahead
    return at - (at % 1)
  }

  /** It said so at some moment between the question and the answer: what is believed stays as it is when it agrees with that, so that a slow answer changes nothing. */
  hear({ said, asked, answered }: TimeHeard): void {
    const { wall, steady, onApart } = this.#options
    const [least, most] = [said - answered, said - asked]
    // before the first word that is the machine's clock
    const believed = this.#ahead ?? wall() - steady()
    this.#ahead = believed < least ? least : believed > most ? most : believed
    const apart = wall() - this.now()
    const told = apart > APART_MS || apart < -APART_MS ? apart : 0
    const by = told - this.#told
    if (by === 0 || (told !== 0 && by <= APART_MS && by >= -APART_MS)) return
    this.#told = told
    onApart?.(told)
  }
}
