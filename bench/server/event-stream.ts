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

async function follow(address: string, { delays, messages }: Pick<Viewer, 'delays' | 'messages'>): Promise<number> {
  const closing = new AbortController()
  const { body } = await fetch(address, { headers: { accept: 'text/event-stream' }, signal: closing.signal })
  if (!body) throw new Error('the server streams nothing')
  let text = ''
  let seen = 0
  for await (const part of body.pipeThrough(new TextDecoderStream())) {
    const now = Date.now()
    const blocks = (text + part).split('\n\n')
    text = blocks.pop() ?? ''
    messages.count += blocks.length
    for (const block of blocks) messages.bytes += block.length + 2
    for (const event of blocks.flatMap(eventsOf)) {
      if (event.seq !== seen + 1) throw new Error(`event ${event.seq} came after ${seen}`)
      seen = event.seq
      delays.push(now - event.at)
      if (!LAST.has(event.type)) continue
      closing.abort()
      return seen
    }
  }
  throw new Error(`the stream ended after event ${seen}`)
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
