import { MemoryJournal } from '../../host/memory-ports.ts'
import type { RunEvent } from '../../event/event.ts'
import type { ConformanceHost } from './conformance-host.ts'
import { storedHost, type StoredHostOptions } from './stored-host.ts'

/** Runs in this process alone. What is stored are texts, as in any other host: events must survive the way there and back. */
export function memoryHost(name = 'memory', takeUp?: StoredHostOptions['takeUp']): ConformanceHost {
  return storedHost({
    name,
    ...(takeUp ? { takeUp } : {}),
    open() {
      const stored: string[] = []
      return {
        journal(events) {
          const journal = new MemoryJournal((more) => stored.push(...more.map((event) => JSON.stringify(event))))
          journal.restore(events)
          return journal
        },
        // written by this host from the engine's own events
        read: async () => stored.map((text) => JSON.parse(text) as RunEvent),
      }
    },
  })
}
