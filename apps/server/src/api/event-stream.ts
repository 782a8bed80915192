import { isTrackedEnvelope } from '@trpc/server'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '../trpc/context.ts'
import { ApiProblem } from './problem.ts'
import { callProcedure } from './procedure-of.ts'
import type { Streaming } from './route.ts'

/** How often a stream says that the server is there, and asks whether its reader still may read. */
export const PING_MS = 15_000
const AGAIN_MS = 1_000

export interface StreamRequest {
  readonly stream: Streaming
  readonly context: Context
  readonly input: unknown
  /** Rejects where whoever reads may no longer do so. */
  readonly permitted: () => Promise<unknown>
  readonly pingMs: number
}

/**
 * What a subscription yields, as server-sent events; `end` when it is over. What it refuses before its first message is an answer like any other. One whose reader
 * has lost the right to read breaks off at the next sign of life: who comes back is told why.
 */
export async function sendStream(request: FastifyRequest, reply: FastifyReply, { stream, context, input, permitted, pingMs }: StreamRequest): Promise<void> {
  const gone = new AbortController()
  request.raw.on('close', () => gone.abort())
  const messages = (await callProcedure(stream.procedure, { context, input: { ...(input as object), ...lastSeen(request, input) }, signal: gone.signal })) as AsyncIterable<unknown>
  const iterator = messages[Symbol.asyncIterator]()
  let next = iterator.next()
  // what is refused is refused at once: the first message may take for ever
  await Promise.race([next, new Promise((resolve) => setTimeout(resolve, 50))])
  reply.hijack()
  const { raw } = reply
  for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) raw.setHeader(name, value)
  raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
  raw.write(`retry: ${AGAIN_MS}\n\n`)
  const stop = () => {
    gone.abort()
    raw.destroy()
  }
  const ping = setInterval(() => {
    raw.write(': here\n\n')
    // a database that is away says nothing about the reader
    permitted().catch((error: unknown) => (error instanceof ApiProblem ? stop() : undefined))
  }, pingMs)
  try {
    for (let step = await next; !step.done; step = await next) {
      const text = messagesOf(step.value, stream)
      next = iterator.next()
      next.catch(() => undefined)
      // a reader that is slower than the run is waited for
      if (!raw.write(text)) await new Promise((resolve) => void raw.once('drain', resolve).once('close', resolve))
    }
    if (!gone.signal.aborted) raw.write('event: end\ndata: {}\n\n')
  } catch (error) {
    if (!gone.signal.aborted) console.error('An event stream of the API broke off:', error)
  } finally {
    clearInterval(ping)
    await iterator.return?.()
    raw.end()
  }
}

/** What a reader has seen: the header of one that comes back, or the cursor of one that begins. */
function lastSeen(request: FastifyRequest, input: unknown): { readonly lastEventId?: string } {
  const header = request.headers['last-event-id']
  if (typeof header === 'string') return { lastEventId: header }
  const { after } = (input ?? {}) as { readonly after?: number | string }
  return after === undefined ? {} : { lastEventId: String(after) }
}

export function messagesOf(value: unknown, { event, each, within }: Streaming): string {
  const data = isTrackedEnvelope(value) ? value[1] : value
  if (each === undefined) return message(event, data)
  const items = data as readonly { readonly [field: string]: number }[]
  const behind = (item: { readonly [field: string]: number }) => (within === undefined ? undefined : `${item[each]}.${item[within]}`)
  return items.map((item, index) => message(event, item, items[index + 1]?.[each] === item[each] ? behind(item) : item[each])).join('')
}

function message(event: string, data: unknown, id?: number | string): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
}
