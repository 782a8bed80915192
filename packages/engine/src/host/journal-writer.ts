import type { Journal } from '../port/ports.ts'
import type { RunEvent } from '../event/event.ts'
import { EventLog } from '../state/event-log.ts'

/** Hands what a run has noted to its journal, each event once and in order. */
export class JournalWriter {
  readonly log: EventLog
  readonly #journal: Journal
  /** The log belongs to the journal; nothing has to be copied. */
  readonly #shared: boolean
  /** The journal has the log, and wants to be told too. */
  readonly collecting: boolean
  #collected: RunEvent[] = []
  #committed = 0
  /** The journal is being told: what it asks for in answer comes after. */
  telling = false

  constructor(journal: Journal, runId: string) {
    this.#journal = journal
    this.log = journal.log ?? new EventLog()
    this.log.runId = runId
    this.#shared = journal.log !== undefined
    this.collecting = this.#shared && journal.listening !== false
  }

  /** Keeps the event that was just noted until the next commit, where the journal wants to be told of it. */
  take(event: RunEvent): void {
    if (this.collecting) this.#collected.push(event)
  }

  /** The journal has the events up to `seq` from an earlier host. */
  replayed(seq: number): void {
    this.#committed = seq
    if (!this.#shared) this.log.continueAfter(seq)
  }

  commit(seq: number): void {
    if (this.#committed === seq) return
    const from = this.#committed
    this.#committed = seq
    if (this.#shared && !this.collecting) return
    const events = this.#untold(from)
    this.telling = true
    try {
      this.#journal.append(events)
    } finally {
      this.telling = false
    }
  }

  /** What is noted while the journal is told must not be dropped with what it is told of. */
  #untold(from: number): readonly RunEvent[] {
    if (this.collecting) {
      const collected = this.#collected
      this.#collected = []
      return collected
    }
    const events = this.log.since(from)
    this.log.drop()
    return events
  }
}
