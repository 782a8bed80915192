import type { RunEvent } from '@eddy/engine'

export interface Viewer {
  /** How long after each event it arrived, in milliseconds. */
  readonly delays: number[]
  /** Settles when the run's last event has come; the seq of that. */
  readonly ended: Promise<number>
}

const LAST: ReadonlySet<string> = new Set(['run.succeeded', 'run.failed', 'run.rolled_back', 'run.cancelled'])

/** Follows a run as its page does; fails when an event is missing or comes twice. */
export function view(url: string, runId: string): Viewer {
  const delays: number[] = []
  return { delays, ended: follow(`${url}/runs/${runId}/events`, delays) }
}

async function follow(address: string, delays: number[]): Promise<number> {
  const closing = new AbortController()
  const { body } = await fetch(address, { headers: { accept: 'text/event-stream' }, signal: closing.signal })
  if (!body) throw new Error('the server streams nothing')
  let text = ''
  let seen = 0
  for await (const part of body.pipeThrough(new TextDecoderStream())) {
    const now = Date.now()
    const blocks = (text + part).split('\n\n')
    text = blocks.pop() ?? ''
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

function eventsOf(block: string): readonly RunEvent[] {
  const data = block.split('\n').filter((line) => line.startsWith('data:')).map((line) => line.slice(5)).join('')
  if (data === '') return []
  const read: unknown = JSON.parse(data)
  return Array.isArray(read) ? (read as RunEvent[]) : []
}
