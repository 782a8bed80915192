import { EventSourceParserStream } from 'eventsource-parser/stream'
import { asProblem, EddyProblem } from './answered.ts'
import type { EddyClient } from './create-client.ts'
import { wait } from './retrying.ts'

export interface FollowOptions {
  /** The id of the last message that is known already. */
  readonly after?: string | undefined
  readonly signal?: AbortSignal | undefined
}

/** A message of an event stream. */
export interface Followed {
  readonly event: string
  /** What goes in `after` to go on behind it. */
  readonly id: string | undefined
  readonly data: unknown
}

const LONGEST_MS = 10_000
/** The server gives a sign of life every 15 s: a stream that is silent for longer is broken, whatever the network says. */
const SILENT_MS = 40_000

/** The messages of an event stream, without a gap and without a double: a connection that breaks is made again behind the last message. It returns at the stream's `end`. */
export async function* follow(client: EddyClient, path: string, { after, signal }: FollowOptions = {}): AsyncGenerator<Followed, void> {
  const way: Way = { last: after, failures: 0, over: false }
  while (!signal?.aborted) {
    try {
      yield* connection(client, path, { way, signal })
    } catch (error) {
      if (error instanceof EddyProblem && error.status < 500) throw error
    }
    if (way.over || signal?.aborted) return
    await wait(Math.min(LONGEST_MS, 250 * 2 ** way.failures++), signal).catch(() => undefined)
  }
}

/** How far a stream has been followed, over all its connections. */
interface Way {
  last: string | undefined
  failures: number
  over: boolean
}

/** What arrives over one connection. */
async function* connection(client: EddyClient, path: string, { way, signal }: { readonly way: Way; readonly signal: AbortSignal | undefined }): AsyncGenerator<Followed, void> {
  const silence = new AbortController()
  try {
    const response = await client.fetch(`${client.url}${path}`, { headers: { accept: 'text/event-stream', ...(way.last === undefined ? {} : { 'last-event-id': way.last }) }, signal: signal ? AbortSignal.any([signal, silence.signal]) : silence.signal })
    if (!response.ok) throw new EddyProblem(response.status, asProblem(await response.json().catch(() => undefined), response))
    for await (const { event = 'message', id, data } of messagesOf(response, silence)) {
      way.failures = 0
      way.over = event === 'end'
      if (way.over) return
      way.last = id ?? way.last
      yield { event, id, data: JSON.parse(data) as unknown }
    }
  } finally {
    silence.abort()
  }
}

interface Message {
  readonly event?: string | undefined
  readonly id?: string | undefined
  readonly data: string
}

async function* messagesOf(response: Response, silence: AbortController): AsyncGenerator<Message> {
  if (!response.body) return
  let timer = setTimeout(() => silence.abort(), SILENT_MS)
  const heard = new TransformStream<string, string>({
    transform(chunk, controller) {
      clearTimeout(timer)
      timer = setTimeout(() => silence.abort(), SILENT_MS)
      controller.enqueue(chunk)
    },
  })
  const reader = response.body.pipeThrough(new TextDecoderStream()).pipeThrough(heard).pipeThrough(new EventSourceParserStream()).getReader()
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value
  } finally {
    clearTimeout(timer)
    await reader.cancel().catch(() => undefined)
  }
}
