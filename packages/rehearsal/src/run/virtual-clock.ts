import type { Clock } from '@eddy/engine'

interface Timer {
  readonly at: number
  readonly order: number
  readonly callback: () => void
  /** The run does not hear of it. */
  readonly silent: boolean
  live: boolean
}

/** A clock that goes from one timer to the next in no time. Timers that are due together ring in the order of their setting. */
export class VirtualClock implements Clock {
  #now: number
  #order = 0
  /** A binary heap by time, then order. */
  readonly #heap: Timer[] = []

  constructor(now: number) {
    this.#now = now
  }

  now(): number {
    return this.#now
  }

  at(at: number, callback: () => void): () => void {
    return this.#set(at, { callback, silent: false })
  }

  /** As `at`, for what happens in the world alone: nobody has to be given time to hear of it. */
  silentlyAt(at: number, callback: () => void): () => void {
    return this.#set(at, { callback, silent: true })
  }

  /** Goes on to the next timer that the run may hear of, ringing all on the way; false when there is none. */
  step(): boolean {
    for (let timer = this.#pop(); timer !== undefined; timer = this.#pop()) {
      if (!timer.live) continue
      this.#now = Math.max(this.#now, timer.at)
      timer.callback()
      if (!timer.silent) return true
    }
    return false
  }

  #set(at: number, { callback, silent }: Pick<Timer, 'callback' | 'silent'>): () => void {
    const timer: Timer = { at, order: this.#order++, callback, silent, live: true }
    this.#push(timer)
    return () => {
      timer.live = false
    }
  }

  #push(timer: Timer): void {
    const heap = this.#heap
    let index = heap.push(timer) - 1
    while (index > 0) {
      const parent = (index - 1) >> 1
      const above = heap[parent]
      if (above === undefined || !isBefore(timer, above)) break
      heap[index] = above
      index = parent
    }
    heap[index] = timer
  }

  #pop(): Timer | undefined {
    const heap = this.#heap
    const first = heap[0]
    const last = heap.pop()
    if (first === undefined || last === undefined || first === last) return first
    let index = 0
    for (;;) {
      const child = this.#least(index)
      const below = heap[child]
      if (below === undefined || !isBefore(below, last)) break
      heap[index] = below
      index = child
    }
    heap[index] = last
    return first
  }

  #least(index: number): number {
    const left = 2 * index + 1
    const a = this.#heap[left]
    const b = this.#heap[left + 1]
    return a !== undefined && b !== undefined && isBefore(b, a) ? left + 1 : left
  }
}

function isBefore(a: Timer, b: Timer): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order)
}
