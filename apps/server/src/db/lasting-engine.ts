import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises'
import type { PGlite } from '@electric-sql/pglite'

type Answer = Awaited<ReturnType<PGlite['execProtocolStream']>>[number]
type Ask = Parameters<PGlite['execProtocolStream']>

/** What a pool needs of PGlite. */
export interface Engine {
  readonly waitReady: Promise<void>
  readonly execProtocolStream: PGlite['execProtocolStream']
  readonly onReopened?: (act: () => void) => void
}

interface Opening {
  readonly open: () => Promise<PGlite>
  /** Whether there is any use in trying. */
  readonly mayOpen: () => Promise<boolean>
}

/** Milliseconds. */
const FIRST_LOOK = 500
const LONGEST_LOOK = 10_000
/** SQLSTATE of a full disk, and of a database that does not take questions yet. */
const FULL = '53100'
const NOT_YET = '57P03'
const TRANSACTION_ENDS = /^(?:(rollback)|commit)\s*$/i

/**
 * PGlite that goes on after a panic. PostgreSQL panics where it cannot write its log, as on a full disk: a server ends its process and begins anew
 * from the log. PGlite has no other process: it answers nothing more, or runs in circles for ever. So it is asked nothing more, and another is
 * opened on the same files, which has all that was committed. What is asked meanwhile is refused at once, as PostgreSQL's protocol has it.
 */
export class LastingEngine implements Engine {
  readonly waitReady = Promise.resolve()
  #engine: PGlite
  readonly #opening: Opening
  #fault: (Error & { readonly code: string }) | undefined
  /** Opened, and taken once nobody is between two messages of one question. */
  #next: PGlite | undefined
  #reopening: Promise<void> | undefined
  #reopened = () => {}
  #closed = false
  /** Where the connection stands, as the last answer said. */
  #inTransaction = false
  /** What is left of this transaction must not be carried out outside of it. */
  #doomed = false
  /** The rest of a question that has been refused is passed over. */
  #refusing = false

  constructor(engine: PGlite, opening: Opening) {
    this.#engine = engine
    this.#opening = opening
  }

  onReopened(act: () => void): void {
    this.#reopened = act
  }

  async execProtocolStream(...ask: Ask): Promise<Answer[]> {
    if (this.#fault !== undefined || this.#doomed) return this.#refuse(ask[0])
    try {
      const answers = await this.#engine.execProtocolStream(...ask)
      const panic = answers.find((answer) => 'severity' in answer && answer.severity === 'PANIC')
      if (panic) throw panic
      for (const answer of answers) if ('status' in answer) this.#inTransaction = answer.status !== 'I'
      return answers
    } catch (error) {
      this.#fail(error)
      return this.#refuse(ask[0])
    }
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#reopening
    const engine = this.#next ?? (this.#fault === undefined ? this.#engine : undefined)
    await engine?.close()
  }

  #fail(error: unknown): void {
    const said = error instanceof Error ? error.message : String(error)
    const code = typeof error === 'object' && error !== null && 'code' in error && error.code === FULL ? FULL : NOT_YET
    this.#fault = Object.assign(new Error(`the embedded database has stopped and is opened anew (${said})`), { code })
    this.#doomed = this.#inTransaction
    this.#inTransaction = false
    console.error(`The embedded database has stopped, and is opened anew once that is possible; what was committed stays: ${said}`)
    this.#reopening = this.#reopen()
  }

  async #reopen(): Promise<void> {
    for (let delay = FIRST_LOOK; ; delay = Math.min(delay * 2, LONGEST_LOOK)) {
      await sleep(delay)
      if (this.#closed) return
      try {
        if (!(await this.#opening.mayOpen())) continue
        this.#next = await this.#opening.open()
        break
      } catch (error) {
        console.error(`The embedded database could not be opened anew yet: ${error instanceof Error ? error.message : String(error)}`)
      }
    }
    // all messages of a question are sent in one turn
    await turn()
    if (!this.#refusing && !this.#closed) this.#take()
  }

  #take(): void {
    if (this.#next === undefined) return
    this.#engine = this.#next
    this.#next = undefined
    this.#fault = undefined
    this.#reopened()
    console.error('The embedded database has been opened anew.')
  }

  /** As PostgreSQL does after an error: the rest of the question is passed over, and its end is answered. */
  #refuse(message: Uint8Array): Answer[] {
    const kind = String.fromCharCode(message[0] ?? 0)
    const refused = this.#refusing ? [] : [this.#refusal()]
    if (kind === 'S') return [this.#ready()]
    if (kind !== 'Q') {
      this.#refusing = true
      return refused
    }
    const end = TRANSACTION_ENDS.exec(Buffer.from(message.subarray(5, -1)).toString())
    if (end) this.#doomed = false
    return [...(end?.[1] === undefined ? refused : [answer({ name: 'commandComplete', text: 'ROLLBACK', length: 0 })]), this.#ready()]
  }

  #refusal(): Answer {
    return answer(this.#fault ?? Object.assign(new Error('the transaction has ended with the embedded database that it was begun in'), { code: NOT_YET }), { name: 'error', severity: 'ERROR', length: 0 })
  }

  #ready(): Answer {
    this.#refusing = false
    this.#take()
    return answer({ name: 'readyForQuery', status: 'I', length: 5 })
  }
}

/** PGlite does not export the classes of its answers. */
function answer(fields: object, more: object = {}): Answer {
  return Object.assign(fields instanceof Error ? Object.assign(new Error(fields.message), fields) : fields, more) as Answer
}
