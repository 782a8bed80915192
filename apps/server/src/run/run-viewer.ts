import type { Writable } from 'node:stream'
import type { Frame } from './event-frame.ts'
import type { EventsText } from './event-message.ts'
import type { ViewerLine } from './viewer-line.ts'

export interface EventSourceOfRun {
  /** The last event that has been published while somebody was looking; 0 when none was. */
  readonly newest: () => number
  /** Stored events after one. */
  readonly read: (after: number) => Promise<EventsText>
}

/** Bytes that may wait for a slow viewer; what comes then is read from the database once the line is free again. */
const MOST_WAITING = 128 * 1024

/**
 * One connection, which is sent the events of a run.
 *
 * 1. Every event after the first is sent once, in order.
 * 2. What fits on to what was sent is passed on; where anything is missing, it is read from the database, which has all of it.
 * 3. It is registered before it reads, so that what is published meanwhile raises `newest` and is read too.
 */
export class RunViewer {
  readonly #line: ViewerLine
  readonly #out: Writable
  readonly #source: EventSourceOfRun
  #seen: number
  #reading = false

  constructor(line: ViewerLine, source: EventSourceOfRun, after: number) {
    this.#line = line
    this.#out = line.out
    this.#source = source
    this.#seen = after
  }

  send(frame: Frame): void {
    if (this.#reading || this.#out.destroyed || frame.last <= this.#seen) return
    if (frame.first > this.#seen + 1 || this.#out.writableLength > MOST_WAITING) return void this.catchUp()
    this.#line.send(frame.after(this.#seen, this.#line.wording))
    this.#seen = frame.last
  }

  /** A sign that the connection stands; a full line shows that by itself. */
  ping(): void {
    if (!this.#out.writableNeedDrain && !this.#out.destroyed) this.#line.ping?.()
  }

  /** Sends what is stored until nothing newer is known. */
  async catchUp(): Promise<void> {
    if (this.#reading) return
    this.#reading = true
    try {
      await this.#readOn()
    } catch (error) {
      console.error(`The events after ${this.#seen} could not be read for a viewer, who has to connect again: ${error instanceof Error ? error.message : String(error)}`)
      this.#out.destroy()
    }
  }

  async #readOn(): Promise<void> {
    for (;;) {
      await drained(this.#out)
      const known = this.#source.newest()
      const { text, last, more } = await this.#source.read(this.#seen)
      if (this.#out.destroyed) return
      if (last > this.#seen) {
        this.#line.send(this.#line.wording(text, last))
        this.#seen = last
      }
      // published while this was read; what was known before is in what was read, unless the run has been removed
      const newer = this.#source.newest() > Math.max(known, this.#seen)
      if (more || newer) continue
      // no pause between the look at `newest` and this
      this.#reading = false
      return
    }
  }
}

/** Settles when the line takes more, or is closed. */
async function drained(out: Writable): Promise<void> {
  if (!out.writableNeedDrain || out.destroyed) return
  await new Promise<void>((resolve) => {
    const done = () => {
      out.off('drain', done).off('close', done)
      resolve()
    }
    out.on('drain', done).on('close', done)
  })
}
