/** Milliseconds between two that are due together: a frame and a half, so that each has a frame of its own. */
const APART = 25

/** Calls all that wait for it when the first of them is due, one after the other with a frame in between: none of them makes a frame late for what the others draw. */
export class Beat {
  private readonly waiting = new Set<() => void>()
  private timer: ReturnType<typeof setTimeout> | undefined
  private due = Number.POSITIVE_INFINITY

  wait(act: () => void, milliseconds: number): void {
    this.waiting.add(act)
    const due = performance.now() + milliseconds
    if (due >= this.due) return
    clearTimeout(this.timer)
    this.due = due
    this.timer = setTimeout(() => this.strike(), milliseconds)
  }

  drop(act: () => void): void {
    this.waiting.delete(act)
  }

  private strike(): void {
    this.due = Number.POSITIVE_INFINITY
    const [first] = this.waiting
    if (!first) return
    this.waiting.delete(first)
    if (this.waiting.size > 0) {
      this.due = performance.now() + APART
      this.timer = setTimeout(() => this.strike(), APART)
    }
    first()
  }
}
