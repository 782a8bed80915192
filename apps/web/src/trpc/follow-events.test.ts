import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { followEvents } from './follow-events.ts'

/** The browser's, as far as it is used. */
class Source extends EventTarget {
  static readonly CLOSED = 2
  static readonly made: Source[] = []
  readyState = 0

  constructor(readonly url: string) {
    super()
    Source.made.push(this)
  }

  close() {
    this.readyState = Source.CLOSED
  }

  open() {
    this.readyState = 1
    this.dispatchEvent(new Event('open'))
  }

  send(...seqs: readonly number[]) {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(seqs.map((seq) => ({ seq }))) }))
  }

  fail(readyState: number) {
    this.readyState = readyState
    this.dispatchEvent(new Event('error'))
  }
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('EventSource', Source)
  Source.made.length = 0
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function follow() {
  const seen: number[] = []
  const states: string[] = []
  const stop = followEvents('run 1', {
    after: () => seen.at(-1) ?? 0,
    onEvents(events) {
      for (const { seq } of events) {
        if (seq !== (seen.at(-1) ?? 0) + 1) return false
        seen.push(seq)
      }
      return true
    },
    onState: (state) => states.push(state),
  })
  const last = () => {
    const source = Source.made.at(-1)
    if (!source) throw new Error('nothing was opened')
    return source
  }
  return { seen, states, stop, last }
}

const urls = () => Source.made.map(({ url }) => url)

it('follows a run, and leaves a broken connection to the browser', () => {
  const { seen, states, last } = follow()
  last().open()
  last().send(1, 2)
  last().fail(0)
  vi.advanceTimersByTime(5000)
  last().open()
  last().send(3)
  expect(seen).toEqual([1, 2, 3])
  expect(states).toEqual(['connecting', 'open', 'connecting', 'open'])
  expect(urls()).toEqual(['/runs/run%201/events?after=0'])
})

it('connects again from where it was when the browser gives up, more and more slowly', () => {
  const { last } = follow()
  last().open()
  last().send(1, 2, 3)
  last().fail(Source.CLOSED)
  vi.advanceTimersByTime(500)
  expect(urls()).toEqual(['/runs/run%201/events?after=0', '/runs/run%201/events?after=3'])
  last().fail(Source.CLOSED)
  vi.advanceTimersByTime(999)
  expect(urls()).toHaveLength(2)
  vi.advanceTimersByTime(1)
  expect(urls()).toHaveLength(3)
})

it('begins again where an event is missing', () => {
  const { seen, last } = follow()
  last().open()
  last().send(1)
  const before = last()
  last().send(3)
  expect(before.readyState).toBe(Source.CLOSED)
  expect(last().url).toBe('/runs/run%201/events?after=1')
  last().send(2, 3)
  expect(seen).toEqual([1, 2, 3])
})

it('takes a silent connection for dead, and one that pings for alive', () => {
  const { last } = follow()
  last().open()
  for (let at = 0; at < 6; at++) {
    vi.advanceTimersByTime(10_000)
    last().dispatchEvent(new Event('ping'))
  }
  expect(urls()).toHaveLength(1)
  vi.advanceTimersByTime(30_000)
  expect(urls()).toHaveLength(2)
})

it('connects no more once it is stopped', () => {
  const { last, stop } = follow()
  last().fail(Source.CLOSED)
  stop()
  vi.advanceTimersByTime(60_000)
  expect(urls()).toHaveLength(1)
})
