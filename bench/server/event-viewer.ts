import { get } from 'node:http'
import type { RunEvent } from '@eddy/engine'
import { WebSocket } from 'ws'

export interface Viewer {
  /** How long after each event it arrived, in milliseconds. */
  readonly delays: number[]
  readonly messages: { count: number; bytes: number }
  /** Settles when the run's last event has come; the seq of that. */
  readonly ended: Promise<number>
}

const LAST: ReadonlySet<string> = new Set(['run.succeeded', 'run.failed', 'run.rolled_back', 'run.cancelled'])

/** Follows a run as its page does; fails when an event is missing or comes twice. */
export function view(url: string, runId: string): Viewer {
  const viewer = { delays: [], messages: { count: 0, bytes: 0 } }
  return { ...viewer, ended: follow(`${url}/runs/${runId}/events`, viewer) }
}

/**
 * Over a WebSocket, as the page does; `EDDY_BENCH_WAY=stream`: as server-sent events, which programs follow and which a page falls back to.
 */
function follow(address: string, viewer: Pick<Viewer, 'delays' | 'messages'>): Promise<number> {
  return process.env['EDDY_BENCH_WAY'] === 'stream' ? followStream(address, viewer) : followSocket(address.replace('http', 'ws'), viewer)
}

function followSocket(address: string, viewer: Pick<Viewer, 'delays' | 'messages'>): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address)
    const take = taking(viewer, resolve)
    socket.on('message', (data: Buffer) => {
      const text = data.toString()
      // a sign that the connection stands
      if (text !== 'PING' && take(text, data.length)) socket.terminate()
    })
    socket.on('error', reject).on('close', (code) => reject(new Error(`the socket was closed with ${code}`)))
  })
}

/**
 * Read from the connection as it comes: a hundred readers share one processor with the server here, and the streams that `fetch` gives cost
 * each of them more than the server's part.
 */
function followStream(address: string, viewer: Pick<Viewer, 'delays' | 'messages'>): Promise<number> {
  return new Promise((resolve, reject) => {
    const take = taking(viewer, resolve)
    const request = get(address, { headers: { accept: 'text/event-stream' }, agent: false }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (part: string) => {
        const blocks = (text + part).split('\n\n')
        text = blocks.pop() ?? ''
        for (const block of blocks) if (take(dataOf(block), block.length + 2)) return void request.destroy()
      })
      response.on('close', () => reject(new Error('the stream ended before the run')))
    })
    request.on('error', reject)
  })
}

/** Takes messages, events as JSON in each, and says whether the run's last has come; fails when one is missing or comes twice. */
function taking({ delays, messages }: Pick<Viewer, 'delays' | 'messages'>, ended: (seq: number) => void): (text: string, bytes: number) => boolean {
  let seen = 0
  return (text, bytes) => {
    const now = Date.now()
    messages.count += 1
    messages.bytes += bytes
    for (const event of eventsOf(text)) {
      if (event.seq !== seen + 1) throw new Error(`event ${event.seq} came after ${seen}`)
      seen = event.seq
      delays.push(now - event.at)
      if (!LAST.has(event.type)) continue
      ended(seen)
      return true
    }
    return false
  }
}

function dataOf(block: string): string {
  return block.split('\n').filter((line) => line.startsWith('data:')).map((line) => line.slice(5)).join('')
}

/** Messages that were read lately. Many viewers share one process here, and in truth have one each: what several are sent is parsed once. */
const READ = new Map<string, readonly RunEvent[]>()
const LATELY = 64

function eventsOf(text: string): readonly RunEvent[] {
  const known = READ.get(text)
  if (known) return known
  if (text === '') return []
  const read: unknown = JSON.parse(text)
  const events = Array.isArray(read) ? (read as RunEvent[]) : []
  READ.set(text, events)
  for (const [old] of READ) {
    if (READ.size <= LATELY) break
    READ.delete(old)
  }
  return events
}
