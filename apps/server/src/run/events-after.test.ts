import { expect, it } from 'vitest'
import { eventsAfter } from './events-after.ts'
import { Feed } from './feed.ts'
import type { StoredEvent } from './log-pages.ts'

const event = (seq: number) => ({ seq, at: 0, type: 'step.ready', step: 'a', data: {} }) as StoredEvent
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => event(from + index))

/** A log that grows, and what is told of it. */
function log() {
  const feed = new Feed<StoredEvent>()
  const stored: StoredEvent[] = []
  const ending = new AbortController()
  const store = { events: feed, read: async (_runId: string, after: number) => stored.filter(({ seq }) => seq > after) }
  return { ending, store: (upTo: number) => void stored.push(...numbers(stored.length + 1, upTo)), tell: (...events: readonly StoredEvent[]) => feed.publish('run', events), follow: () => eventsAfter(store as never, { runId: 'run', after: 0, ending: ending.signal }) }
}

async function seen(events: AsyncIterable<readonly StoredEvent[]>, upTo: number): Promise<readonly number[]> {
  const all: number[] = []
  for await (const batch of events) {
    for (const { seq } of batch) all.push(seq)
    if ((all.at(-1) ?? 0) >= upTo) break
  }
  return all
}

it.each([
  ['what comes last is told first', [numbers(7, 9), numbers(4, 6)]],
  ['something in the middle is never told', [numbers(4, 5), numbers(8, 9)]],
  ['everything is told anew', [numbers(4, 6), numbers(1, 9)]],
])('brings each event once and in order where %s', async (_how, told) => {
  const { ending, store, tell, follow } = log()
  store(3)
  const all = seen(follow(), 9)
  await new Promise((resolve) => setImmediate(resolve))
  store(9)
  for (const events of told) tell(...events)
  expect(await all).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
  ending.abort()
})
