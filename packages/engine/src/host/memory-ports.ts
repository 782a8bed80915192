import type { RunEvent } from '../event/event.ts'
import type { Clock, Ids, Journal, Ports } from '../port/ports.ts'
import { EventLog } from '../state/event-log.ts'
import { systemClock, systemIds } from './system-clock.ts'

/** A journal that keeps its events in memory: what a run without a database has. */
export class MemoryJournal implements Journal {
  readonly log = new EventLog()
  readonly listening: boolean
  readonly #read: RunEvent[] = []
  readonly #listener: ((events: readonly RunEvent[]) => void) | undefined

  constructor(listener?: (events: readonly RunEvent[]) => void) {
    this.#listener = listener
    this.listening = listener !== undefined
  }

  /** All events so far, oldest first. They become objects when they are read. */
  get events(): readonly RunEvent[] {
    if (this.#read.length < this.log.seq) for (const event of this.log.since(this.#read.length)) this.#read.push(event)
    return this.#read
  }

  /** Takes the events of an earlier host, before the run is taken up. */
  restore(events: readonly RunEvent[]): void {
    this.#read.push(...events)
    this.log.continueAfter(events.length)
  }

  append(events: readonly RunEvent[]): void {
    this.#listener?.(events)
  }

  flushed(): undefined {
    return undefined
  }
}

export interface MemoryPortsOptions extends Pick<Ports, 'executor' | 'evaluator' | 'secrets' | 'gates' | 'middleware'> {
  readonly onEvents?: (events: readonly RunEvent[]) => void
  readonly clock?: Clock
  readonly ids?: Ids
}

/** Ports for a run in this process alone; its log is `journal.events`. */
export function memoryPorts(options: MemoryPortsOptions): Ports & { readonly journal: MemoryJournal } {
  const { executor, evaluator, secrets, gates, middleware, onEvents, clock = systemClock, ids = systemIds } = options
  const journal = new MemoryJournal(onEvents)
  if (secrets === undefined && gates === undefined && middleware === undefined) return { journal, clock, ids, executor, evaluator }
  return { journal, clock, ids, executor, evaluator, ...(secrets ? { secrets } : {}), ...(gates ? { gates } : {}), ...(middleware ? { middleware } : {}) }
}
