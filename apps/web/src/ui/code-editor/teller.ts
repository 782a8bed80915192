/** Milliseconds without a key after which a text is told, at least and at most: it grows with how long the page is busy with what it is told. */
const PAUSE = 200
const LONGEST_PAUSE = 2_000
/** How many pauses somebody who never makes one goes on untold. */
const MANY = 5

/** Those with a text that was not told yet, in the whole page. */
const waiting = new Set<Teller>()

/** Tells every text that waits: before somebody compares the document with another. */
export function tellWaiting(): void {
  for (const teller of waiting) teller.now()
}

/**
 * Tells a text once typing pauses. What hears it may be slow, in a workflow of thousands of steps; the letters must not be. Whoever uses
 * it says `now` before anybody else could look: when the field loses the focus, goes away, or the page does.
 */
export class Teller {
  readonly #tell: (text: string) => void
  #waiting: { readonly text: string; readonly since: number } | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #pause = PAUSE

  constructor(tell: (text: string) => void) {
    this.#tell = tell
  }

  get isWaiting(): boolean {
    return this.#waiting !== undefined
  }

  later(text: string): void {
    const since = this.#waiting?.since ?? Date.now()
    this.#waiting = { text, since }
    waiting.add(this)
    clearTimeout(this.#timer)
    this.#timer = setTimeout(this.now, Math.max(0, Math.min(this.#pause, since + MANY * this.#pause - Date.now())))
  }

  readonly now = (): void => {
    clearTimeout(this.#timer)
    waiting.delete(this)
    const untold = this.#waiting
    this.#waiting = undefined
    if (!untold) return
    const start = Date.now()
    this.#tell(untold.text)
    // its turn comes once the page is free again
    setTimeout(() => {
      this.#pause = Math.min(LONGEST_PAUSE, Math.max(PAUSE, Date.now() - start))
    })
  }
}
