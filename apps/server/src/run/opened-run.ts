import type { RunEvent } from '@eddy/engine'
import { commitOf, type Append, type Commit } from './commit-events.ts'
import type { RunWriter, Sink } from './run-writer.ts'

interface Part {
  readonly events: RunEvent[]
  readonly done: Promise<void>
  readonly settle: () => void
  isSettled: boolean
}

/**
 * Holds what a run appends before its row is written down. What there is when the row is written goes with it, in the same statement (`take`); what comes
 * meanwhile follows once the row is there (`goOn`). Whoever waits for an event to be stored waits as long as for any other, so no effect begins before.
 */
export class OpenedRun implements Sink {
  readonly writer: RunWriter
  #taken: Part | undefined
  #rest = part()

  constructor(make: (sink: Sink) => RunWriter) {
    this.writer = make(this)
  }

  append(_writer: RunWriter, events: readonly RunEvent[]): Part {
    for (const event of events) this.#rest.events.push(event)
    return this.#rest
  }

  pending(batch: object): boolean {
    return (batch === this.#taken || batch === this.#rest) && !(batch as Part).isSettled
  }

  /** What has been appended so far; to be written with the row. */
  take(): Append {
    const taken = this.#rest
    this.#taken = taken
    this.#rest = part()
    return { writer: this.writer, events: taken.events }
  }

  /** What was taken is not written with the row after all, but with what follows. */
  putBack(): void {
    const taken = this.#taken
    if (taken === undefined) return
    taken.events.push(...this.#rest.events.splice(0))
    this.#taken = this.#rest
    this.#rest = taken
  }

  /** The row is written, with what was taken; the rest takes the way of all events. */
  goOn(sink: Sink): void {
    const rest = this.#rest
    this.writer.moveTo(sink, rest.events)
    this.#taken?.settle()
    void this.writer.stored().then(() => rest.settle())
  }
}

function part(): Part {
  let resolve = () => {}
  const done = new Promise<void>((settled) => (resolve = settled))
  const made: Part = { events: [], done, isSettled: false, settle: () => {
    made.isSettled = true
    resolve()
  } }
  return made
}

/** What runs have done by now, to be written with their rows. Large values, and what needs a person, are not: runs that have them follow once their rows are there. */
export function firstEvents(opened: readonly OpenedRun[]): Commit {
  const taken = opened.map((run) => ({ run, append: run.take() }))
  const all = commitIfFit(taken.flatMap(({ append }) => (append.events.length > 0 ? [append] : [])))
  if (all?.plain) return all
  const plain = taken.filter(({ append }) => append.events.length > 0 && commitIfFit([append])?.plain)
  for (const one of taken) if (!plain.includes(one)) one.run.putBack()
  return commitOf(plain.map(({ append }) => append))
}

/** Undefined where it can never be stored, which stops its run once that has its row. */
function commitIfFit(appends: readonly Append[]): Commit | undefined {
  try {
    return commitOf(appends)
  } catch {
    return undefined
  }
}
