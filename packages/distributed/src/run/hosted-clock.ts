import type { Clock } from '@eddy/engine'

interface Alarm {
  readonly at: number
  readonly callback: () => void
}

/** A run's time: it goes on with what the run learns from outside, never by itself, and never backwards. */
export class HostedClock implements Clock {
  #now: number
  #alarms: Alarm[] = []

  constructor(now: number) {
    this.#now = now
  }

  now(): number {
    return this.#now
  }

  at(at: number, callback: () => void): () => void {
    const alarm = { at, callback }
    this.#alarms.push(alarm)
    return () => {
      this.#alarms = this.#alarms.filter((other) => other !== alarm)
    }
  }

  goOn(to: number): void {
    if (to > this.#now) this.#now = to
  }

  /** When the next alarm is due. */
  next(): number | undefined {
    return this.#alarms.reduce<number | undefined>((least, { at }) => (least === undefined || at < least ? at : least), undefined)
  }

  /** Calls back what is due, in the order of time, then of setting. */
  ring(): void {
    for (;;) {
      const due = this.#alarms.filter(({ at }) => at <= this.#now).reduce<Alarm | undefined>((first, alarm) => (first === undefined || alarm.at < first.at ? alarm : first), undefined)
      if (due === undefined) return
      this.#alarms = this.#alarms.filter((other) => other !== due)
      due.callback()
    }
  }
}
