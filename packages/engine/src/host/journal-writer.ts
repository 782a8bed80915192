import type { Journal } from '../port/ports.ts'
import { EventLog } from '../state/event-log.ts'

/** Hands what a run has noted to its journal, each event once and in order. */
export class JournalWriter {
  readonly log: EventLog
  readonly #journal: Journal
  /** The log belongs to the journal; nothing has to be copied. */
  readonly #shared: boolean
  #committed = 0
  /** The journal is being told: what it asks for in answer comes after. */
  telling = false

  constructor(journal: Journal, runId: string) {
    this.#journal = journal
    this.log = journal.log ?? new EventLog()
    this.log.runId = runId
    this.#shared = journal.log !== undefined
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
    if (this.#shared && this.#journal.listening === false) return
    const events = this.log.since(from)
    // what is noted while the journal is told must not be dropped with what it is told of
    if (!this.#shared) this.log.drop()
    this.telling = true
    try {
      this.#journal.append(events)
    } finally {
      this.telling = false
    }
  }
}
