import { longestWait, noLongerWaits, notFree, type Clock, type FailureReport, type GateAnswer, type GateRequest, type GateWait } from '@eddy/engine'

/** Somebody who waits for a turn, or is inside by it. */
interface Entry {
  readonly request: GateRequest
  readonly answer: (answer: GateAnswer) => void
  /** Its longest wait is over. A timer's word, not the clock's, which may be a moment behind. */
  isDue: boolean
  cancel: () => void
  isAnswered: boolean
}

export interface TurnOptions {
  readonly clock: Clock
  /** Nobody waits for it or is inside by it any more here. `kept`: its run still does or is, wherever it goes on. */
  readonly onEmpty: (kept: boolean) => void
}

/**
 * One coming of an owner to a gate on this server, with all who come as the same owner while it lasts: they go in together, and the last to go leaves. It is asked for first;
 * until that is answered nobody is told of a wait, nor gives one up.
 */
export class Turn {
  readonly #options: TurnOptions
  readonly #entries = new Set<Entry>()
  /** `asking`: the database has not answered; `away`: it cannot be asked at the moment. */
  state: 'asking' | 'away' | 'waiting' | 'inside' | 'over' = 'asking'
  #wait: GateWait = {}

  constructor(options: TurnOptions) {
    this.#options = options
  }

  /** `isKept`: whether a wait that is broken off goes on elsewhere. */
  join(request: GateRequest, isKept: () => boolean): Promise<GateAnswer> {
    const { clock } = this.#options
    const waitMs = longestWait(request.settings)
    return new Promise((answer) => {
      const entry: Entry = { request, answer, isDue: false, cancel: () => undefined, isAnswered: false }
      this.#entries.add(entry)
      const due = () => {
        entry.isDue = true
        this.#giveUpDue()
      }
      if (waitMs !== undefined) entry.cancel = clock.at(clock.now() + waitMs, due)
      request.signal.addEventListener('abort', () => this.#giveUp(entry, noLongerWaits('LOCKED', request), isKept()))
      if (this.state === 'inside') this.#letIn(entry)
      else if (this.state === 'waiting') this.#sayWait(entry)
    })
  }

  goIn(): void {
    if (this.state === 'over') return
    this.state = 'inside'
    for (const entry of this.#entries) this.#letIn(entry)
  }

  /** It stands in line. */
  stand(wait: GateWait): void {
    if (this.state !== 'asking' && this.state !== 'away') return
    this.state = 'waiting'
    this.#wait = wait
    for (const entry of this.#entries) this.#sayWait(entry)
    this.#giveUpDue()
  }

  /** The database does not answer. */
  stall(): void {
    if (this.state !== 'asking') return
    this.state = 'away'
    this.#giveUpDue()
  }

  /** It can never go in. */
  refuse(message: string): void {
    for (const entry of this.#entries) this.#giveUp(entry, { code: 'LOCKED', message, retryable: true }, true)
  }

  #sayWait({ request, isAnswered }: Entry): void {
    if (!isAnswered) request.onWait?.(this.#wait)
  }

  #letIn(entry: Entry): void {
    if (entry.isAnswered) return
    this.#settle(entry, {
      kind: 'entered',
      leave: (end) => {
        if (this.#entries.delete(entry)) this.#emptied(end.kind === 'detached')
      },
    })
  }

  #giveUpDue(): void {
    if (this.state === 'asking') return
    for (const entry of this.#entries) {
      const { request, isDue } = entry
      if (!isDue) continue
      this.#giveUp(entry, notFree(request, this.state === 'away' ? ': the database does not answer' : ''), false)
    }
  }

  #giveUp(entry: Entry, error: FailureReport, kept: boolean): void {
    if (entry.isAnswered) return
    this.#settle(entry, { kind: 'refused', error })
    this.#entries.delete(entry)
    this.#emptied(kept)
  }

  #settle(entry: Entry, answer: GateAnswer): void {
    entry.isAnswered = true
    entry.cancel()
    entry.answer(answer)
  }

  #emptied(kept: boolean): void {
    if (this.#entries.size > 0 || this.state === 'over') return
    this.state = 'over'
    this.#options.onEmpty(kept)
  }
}
