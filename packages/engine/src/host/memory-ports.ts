import type { RunEvent } from '../event/event.ts'
import type { Clock, Ids, Journal, Ports } from '../port/ports.ts'
import { systemClock, systemIds } from './system-clock.ts'

/** A journal that keeps its events in memory: what a run without a database has. */
export class MemoryJournal implements Journal {
  readonly events: RunEvent[] = []
  readonly #listener: ((events: readonly RunEvent[]) => void) | undefined

  constructor(listener?: (events: readonly RunEvent[]) => void) {
    this.#listener = listener
  }

  append(events: readonly RunEvent[]): void {
    for (const event of events) this.events.push(event)
    this.#listener?.(events)
  }

  flushed(): undefined {
    return undefined
  }
}

export interface MemoryPortsOptions extends Pick<Ports, 'executor' | 'evaluator' | 'secrets'> {
  readonly onEvents?: (events: readonly RunEvent[]) => void
  readonly clock?: Clock
  readonly ids?: Ids
}

/** Ports for a run in this process alone; its log is `journal.events`. */
export function memoryPorts({ onEvents, clock = systemClock, ids = systemIds, ...rest }: MemoryPortsOptions): Ports & { readonly journal: MemoryJournal } {
  return { ...rest, clock, ids, journal: new MemoryJournal(onEvents) }
}
