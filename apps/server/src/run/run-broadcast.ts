import type { RunEvent } from '@eddy/engine'
import { eventFrame } from './event-frame.ts'
import type { EventsText } from './event-message.ts'
import { Feed } from './feed.ts'
import { RunViewer } from './run-viewer.ts'
import type { ViewerLine } from './viewer-line.ts'

/** Milliseconds between two messages at least: pages draw what comes in a frame together. */
const LEAST_PAUSE = 10
const MOST_PAUSE = 120
/** Sending takes at most a part of the time: so many times what it took is left to everything else. */
const REST = 4
const PING_EVERY = 10_000

interface Channel {
  readonly viewers: Set<RunViewer>
  readonly waiting: RunEvent[]
  newest: number
  timer: NodeJS.Timeout | undefined
  /** When the next message may go. */
  due: number
  /** Milliseconds that the last message took to send. */
  took: number
}

/** Hands the events of a run to all who look at it. They are put into words once for all of them, whoever looks. One per process. */
export class RunBroadcast {
  readonly #channels = new Map<string, Channel>()
  /** Those within this process, who want events and no words. */
  readonly #feed = new Feed<RunEvent>()
  readonly #read: (runId: string, after: number) => Promise<EventsText>
  /** Being read: viewers who came together go through the past together. */
  readonly #reads = new Map<string, Promise<EventsText>>()
  #pinging: NodeJS.Timeout | undefined

  /** `read`: stored events after one, in order. */
  constructor(read: (runId: string, after: number) => Promise<EventsText>) {
    this.#read = read
  }

  /** Events that have been stored, in the order of their seqs. */
  publish(runId: string, events: readonly RunEvent[]): void {
    this.#feed.publish(runId, events)
    const channel = this.#channels.get(runId)
    if (!channel) return
    // another server's may be told more than once
    const fresh = events.filter(({ seq }) => seq > channel.newest)
    const [next] = fresh
    if (!next) return
    // a message has no gap in it: who has not seen what is missing reads it
    if (channel.waiting.length > 0 && next.seq !== channel.newest + 1) this.#send(channel)
    for (const event of fresh) channel.waiting.push(event)
    channel.newest = fresh.at(-1)?.seq ?? channel.newest
    const early = channel.due - performance.now()
    if (early <= 0) this.#send(channel)
    else channel.timer ??= setTimeout(() => this.#send(channel), early)
  }

  /** The runs that are looked at. */
  keys(): readonly string[] {
    return [...new Set([...this.#channels.keys(), ...this.#feed.keys()])]
  }

  hasViewers(runId: string): boolean {
    return this.#channels.has(runId) || this.#feed.hasListeners(runId)
  }

  /** What is published from now on, until the signal; what another server has stored may come twice. */
  listen(runId: string, signal: AbortSignal): { next(): Promise<readonly RunEvent[]> } {
    return this.#feed.listen(runId, signal)
  }

  /** Sends every event after one, until the connection closes. */
  view(runId: string, after: number, line: ViewerLine): void {
    const channel = this.#channel(runId)
    const viewer = new RunViewer(line, { newest: () => channel.newest, read: (seen) => this.#shared(runId, seen) }, after)
    channel.viewers.add(viewer)
    this.#pinging ??= setInterval(() => this.#ping(), PING_EVERY).unref()
    // a line that breaks is closed, and that is all there is to it
    line.out.on('error', () => undefined).once('close', () => this.#leave(runId, channel, viewer))
    void viewer.catchUp()
  }

  #channel(runId: string): Channel {
    const channel = this.#channels.get(runId) ?? { viewers: new Set(), waiting: [], newest: 0, timer: undefined, due: 0, took: 0 }
    this.#channels.set(runId, channel)
    return channel
  }

  #leave(runId: string, channel: Channel, viewer: RunViewer): void {
    channel.viewers.delete(viewer)
    if (channel.viewers.size > 0) return
    clearTimeout(channel.timer)
    this.#channels.delete(runId)
    if (this.#channels.size > 0) return
    clearInterval(this.#pinging)
    this.#pinging = undefined
  }

  #send(channel: Channel): void {
    clearTimeout(channel.timer)
    channel.timer = undefined
    const began = performance.now()
    const frame = eventFrame(channel.waiting.splice(0))
    for (const viewer of channel.viewers) viewer.send(frame)
    const now = performance.now()
    const took = now - began
    // one that took long by itself, since others had the processor meanwhile, is no reason to wait long
    channel.due = now + Math.min(MOST_PAUSE, Math.max(LEAST_PAUSE, Math.min(took, channel.took) * REST))
    channel.took = took
  }

  #ping(): void {
    for (const { viewers } of this.#channels.values()) for (const viewer of viewers) viewer.ping()
  }

  #shared(runId: string, after: number): Promise<EventsText> {
    const key = `${after} ${runId}`
    const reading = this.#reads.get(key) ?? this.#read(runId, after).finally(() => this.#reads.delete(key))
    this.#reads.set(key, reading)
    return reading
  }
}
