/** Calls all that wait for it in one task, when the first of them is due: what they draw is laid out and painted once and not once for each. */
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
    const all = [...this.waiting]
    this.waiting.clear()
    for (const act of all) act()
  }
}
