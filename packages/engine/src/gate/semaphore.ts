import type { GateAnswer, GateRequest } from '../port/gates.ts'
import type { Clock } from '../port/ports.ts'
import type { FailureReport } from '../port/step-executor.ts'
import { longestWait } from './gate-settings.ts'
import { noLongerWaits, notFree } from './refusals.ts'

interface Waiting {
  readonly owner: string
  readonly answer: (answer: GateAnswer) => void
}

/** So many at once, first come, first served; with one it is a lock. Who holds a place already enters again at once. */
export class Semaphore {
  readonly #limit: number
  readonly #clock: Clock
  /** How often each owner has entered. */
  readonly #holders = new Map<string, number>()
  #queue: Waiting[] = []

  constructor(limit: number, clock: Clock) {
    this.#limit = limit
    this.#clock = clock
  }

  get idle(): boolean {
    return this.#holders.size === 0 && this.#queue.length === 0
  }

  /** `settings.wait`: longest time in the queue, an ISO 8601 duration; without it as long as it takes. */
  enter(request: GateRequest): GateAnswer | Promise<GateAnswer> {
    const { owner } = request
    if (this.#holders.has(owner) || (this.#holders.size < this.#limit && this.#queue.length === 0)) return this.#admit(owner)
    return new Promise((resolve) => this.#wait(request, resolve))
  }

  #wait(request: GateRequest, resolve: (answer: GateAnswer) => void): void {
    let cancel = () => {}
    const waiting: Waiting = {
      owner: request.owner,
      answer: (answer) => {
        cancel()
        resolve(answer)
      },
    }
    const giveUp = (error: FailureReport) => {
      if (!this.#queue.includes(waiting)) return
      this.#queue = this.#queue.filter((other) => other !== waiting)
      waiting.answer({ kind: 'refused', error })
    }
    const waitMs = longestWait(request.settings)
    if (waitMs !== undefined) cancel = this.#clock.at(this.#clock.now() + waitMs, () => giveUp(notFree(request)))
    const [heldBy] = this.#holders.keys()
    request.onWait?.({ ahead: this.#queue.length, ...(heldBy === undefined ? {} : { heldBy }) })
    request.signal.addEventListener('abort', () => giveUp(noLongerWaits('LOCKED', request)))
    this.#queue.push(waiting)
  }

  #admit(owner: string): GateAnswer {
    this.#holders.set(owner, (this.#holders.get(owner) ?? 0) + 1)
    let left = false
    return {
      kind: 'entered',
      leave: () => {
        if (left) return
        left = true
        this.#leave(owner)
      },
    }
  }

  #leave(owner: string): void {
    const times = (this.#holders.get(owner) ?? 1) - 1
    if (times > 0) this.#holders.set(owner, times)
    else this.#holders.delete(owner)
    while (this.#holders.size < this.#limit) {
      const next = this.#queue[0]
      if (next === undefined) return
      this.#admitAll(next.owner)
    }
  }

  /** With the first that waits all that the same owner waits for: who is inside enters again at once. */
  #admitAll(owner: string): void {
    const [admitted, waiting] = [this.#queue.filter((one) => one.owner === owner), this.#queue.filter((one) => one.owner !== owner)]
    this.#queue = waiting
    for (const { answer } of admitted) answer(this.#admit(owner))
  }
}
