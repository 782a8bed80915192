import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

/** The browser's, as far as it is used. */
class Socket {
  static readonly made: Socket[] = []
  onopen: (() => void) | null = null
  onmessage: ((event: MessageEvent) => void) | null = null
  onclose: (() => void) | null = null
  closed = false

  constructor(readonly url: string) {
    Socket.made.push(this)
  }

  close() {
    this.closed = true
  }

  open() {
    this.onopen?.()
  }

  say(data: string) {
    this.onmessage?.(new MessageEvent('message', { data }))
  }

  send(...seqs: readonly number[]) {
    this.say(JSON.stringify(seqs.map((seq) => ({ seq }))))
  }

  fail() {
    this.onclose?.()
  }
}

/** The browser's, as far as it is used. */
class Source extends EventTarget {
  static readonly made: Source[] = []

  constructor(readonly url: string) {
    super()
    Source.made.push(this)
  }

  close() {}

  send(...seqs: readonly number[]) {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(seqs.map((seq) => ({ seq }))) }))
  }
}

let reachable: boolean
let page: EventTarget
beforeEach(() => {
  vi.useFakeTimers()
  // what is decided is decided for a page: each test has one of its own
  vi.resetModules()
  reachable = true
  page = new EventTarget()
  vi.stubGlobal('WebSocket', Socket)
  vi.stubGlobal('EventSource', Source)
  vi.stubGlobal('location', { origin: 'https://eddy.example' })
  vi.stubGlobal('fetch', async () => ({ ok: reachable }))
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page))
  Socket.made.length = 0
  Source.made.length = 0
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

async function follow() {
  const { followEvents } = await import('./follow-events.ts')
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
  return { seen, states, stop, last: () => lastOf(Socket.made) }
}

function lastOf<T>(made: readonly T[]): T {
  const last = made.at(-1)
  if (!last) throw new Error('nothing was opened')
  return last
}

const address = (after: number) => `wss://eddy.example/runs/run%201/events?after=${after}`
const urls = () => Socket.made.map(({ url }) => url)

describe('over a socket', () => {
  it('follows a run, and goes on from where it was when the socket breaks', async () => {
    const { seen, states, last } = await follow()
    last().open()
    last().send(1, 2)
    last().fail()
    await vi.advanceTimersByTimeAsync(500)
    last().open()
    last().send(3)
    expect(seen).toEqual([1, 2, 3])
    expect(states).toEqual(['connecting', 'open', 'connecting', 'connecting', 'open'])
    expect(urls()).toEqual([address(0), address(2)])
  })

  it('tries more and more slowly, also where each socket opens and is closed again', async () => {
    const { last } = await follow()
    const pauses = [500, 1000, 2000, 4000, 5000, 5000]
    for (const [at, pause] of pauses.entries()) {
      last().open()
      last().fail()
      await vi.advanceTimersByTimeAsync(pause - 1)
      expect(urls()).toHaveLength(at + 1)
      await vi.advanceTimersByTimeAsync(1)
      expect(urls()).toHaveLength(at + 2)
    }
    last().open()
    last().say('PING')
    last().fail()
    await vi.advanceTimersByTimeAsync(500)
    expect(urls()).toHaveLength(pauses.length + 2)
  })

  it('begins again where an event is missing', async () => {
    const { seen, last } = await follow()
    last().open()
    last().send(1)
    const before = last()
    last().send(3)
    expect(before.closed).toBe(true)
    expect(last().url).toBe(address(1))
    last().open()
    last().send(2, 3)
    expect(seen).toEqual([1, 2, 3])
  })

  it('closes a socket that is given up before it is open once it is, of which a browser does not complain', async () => {
    const { seen, last, stop } = await follow()
    stop()
    expect(last().closed).toBe(false)
    last().open()
    last().send(1)
    expect([last().closed, seen, urls().length]).toEqual([true, [], 1])
  })

  it('takes a silent socket for dead within 30 s, and one that pings for alive', async () => {
    const { last, states } = await follow()
    last().open()
    for (let at = 0; at < 6; at++) {
      await vi.advanceTimersByTimeAsync(10_000)
      last().say('PING')
    }
    expect(urls()).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(30_000)
    expect(states.slice(0, 3)).toEqual(['connecting', 'open', 'connecting'])
    expect(urls().length).toBeGreaterThan(1)
  })

  it('is lost at once when the machine is offline, and when nobody answers the handshake', async () => {
    const { last, states } = await follow()
    last().open()
    const first = last()
    page.dispatchEvent(new Event('offline'))
    expect([states.at(-1), first.closed]).toEqual(['connecting', true])
    await vi.advanceTimersByTimeAsync(500)
    expect(urls()).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(11_000)
    expect(urls()).toHaveLength(3)
  })

  it('connects no more once it is stopped', async () => {
    const { last, stop } = await follow()
    last().fail()
    stop()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(urls()).toHaveLength(1)
  })
})

describe('where sockets do not get through', () => {
  it('follows streams, from where it is', async () => {
    const { seen, states, last } = await follow()
    last().fail()
    await vi.advanceTimersByTimeAsync(500)
    last().fail()
    await vi.advanceTimersByTimeAsync(1000)
    expect(urls()).toHaveLength(2)
    const source = lastOf(Source.made)
    expect(source.url).toBe('/runs/run%201/events?after=0')
    source.dispatchEvent(new Event('open'))
    source.send(1, 2)
    source.dispatchEvent(new Event('error'))
    await vi.advanceTimersByTimeAsync(500)
    expect(lastOf(Source.made).url).toBe('/runs/run%201/events?after=2')
    lastOf(Source.made).send(3)
    expect(seen).toEqual([1, 2, 3])
    expect(states.at(-1)).toBe('connecting')
    // a stream that is silent is dead
    const before = Source.made.length
    await vi.advanceTimersByTimeAsync(30_000)
    expect(Source.made.length).toBeGreaterThan(before)
  })

  it('follows streams soon where nobody answers the handshake, and at once on the next pages of the tab', async () => {
    const kept = new Map<string, string>()
    vi.stubGlobal('sessionStorage', { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) })
    await follow()
    await vi.advanceTimersByTimeAsync(3000 + 500 + 3000 - 1)
    expect([urls().length, Source.made.length]).toEqual([2, 0])
    await vi.advanceTimersByTimeAsync(1001)
    expect([urls().length, Source.made.length]).toEqual([2, 1])
    vi.resetModules()
    await follow()
    expect([urls().length, Source.made.length]).toEqual([2, 2])
    // whoever has moved to another network is not left with it
    vi.setSystemTime(Date.now() + 3_600_001)
    vi.resetModules()
    await follow()
    expect(urls().length).toBe(3)
  })

  it('stays with sockets while the server is down, however long, and once one has been open', async () => {
    reachable = false
    const { last } = await follow()
    for (let at = 0; at < 6; at++) {
      last().fail()
      await vi.advanceTimersByTimeAsync(5000)
    }
    reachable = true
    // it may just have begun to answer
    last().fail()
    await vi.advanceTimersByTimeAsync(5000)
    last().open()
    for (let at = 0; at < 6; at++) {
      last().fail()
      await vi.advanceTimersByTimeAsync(5000)
    }
    expect(Source.made).toEqual([])
  })
})
