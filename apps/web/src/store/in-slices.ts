/** Milliseconds of a frame that work beside what is seen may take. */
const slice = 2
/** Milliseconds after which the work goes on though the page has no time to spare. */
const patience = 100
/** Milliseconds between two slices where the browser does not say when it rests. */
const frame = 16

/** Work that is done a little in each frame, so that nothing else waits for it. */
export class InSlices<Result> {
  readonly done: Promise<Result>
  private settle: (result: Result) => void = () => undefined
  private fail: (error: unknown) => void = () => undefined
  private ended = false

  constructor(private readonly work: Generator<void, Result>) {
    this.done = new Promise<Result>((settle, fail) => {
      this.settle = settle
      this.fail = fail
    })
    this.later()
  }

  /** Does the rest at once: the page is about to go. */
  hurry(): void {
    this.go(Infinity)
  }

  /** Leaves the rest undone: nobody wants it any more, and it is never done. */
  stop(): void {
    this.ended = true
  }

  private later(): void {
    const next = () => this.go(performance.now() + slice)
    if (typeof requestIdleCallback === 'function') requestIdleCallback(next, { timeout: patience })
    else setTimeout(next, frame)
  }

  private go(until: number): void {
    if (this.ended) return
    try {
      do {
        const { done, value } = this.work.next()
        if (!done) continue
        this.ended = true
        return this.settle(value)
      } while (performance.now() < until)
    } catch (error) {
      this.ended = true
      return this.fail(error)
    }
    this.later()
  }
}
