import { get } from 'node:http'
import type { RunEvent } from '@eddy/engine'

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
 * Read from the socket as it comes: a hundred readers share one processor with the server here, and the streams that `fetch` gives cost
 * each of them more than the server's part.
 */
function follow(address: string, { delays, messages }: Pick<Viewer, 'delays' | 'messages'>): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = get(address, { headers: { accept: 'text/event-stream' }, agent: false }, (response) => {
      let text = ''
      let seen = 0
      response.setEncoding('utf8').on('data', (part: string) => {
        const now = Date.now()
        const blocks = (text + part).split('\n\n')
        text = blocks.pop() ?? ''
        messages.count += blocks.length
        for (const block of blocks) messages.bytes += block.length + 2
        for (const event of blocks.flatMap(eventsOf)) {
          if (event.seq !== seen + 1) return void request.destroy(new Error(`event ${event.seq} came after ${seen}`))
          seen = event.seq
          delays.push(now - event.at)
          if (!LAST.has(event.type)) continue
          resolve(seen)
          return void request.destroy()
        }
      })
      response.on('close', () => reject(new Error(`the stream ended after event ${seen}`)))
    })
    request.on('error', reject)
  })
}

/** Messages that were read lately. Many viewers share one process here, and in truth have one each: what several are sent is parsed once. */
const READ = new Map<string, readonly RunEvent[]>()
const LATELY = 64

function eventsOf(block: string): readonly RunEvent[] {
  const known = READ.get(block)
  if (known) return known
  const data = block.split('\n').filter((line) => line.startsWith('data:')).map((line) => line.slice(5)).join('')
  if (data === '') return []
  const read: unknown = JSON.parse(data)
  const events = Array.isArray(read) ? (read as RunEvent[]) : []
  READ.set(block, events)
  for (const [old] of READ) {
    if (READ.size <= LATELY) break
    READ.delete(old)
  }
  return events
}
