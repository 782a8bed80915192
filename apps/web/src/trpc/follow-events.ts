import type { RunEvent } from '@eddy/engine'
import { openEventLine } from './event-line.ts'
import { retryDelay } from './retry-delay.ts'

export interface Following {
  /** The event after which it begins, asked whenever a connection is made. */
  readonly after: () => number
  /** Takes events in order; false when some are missing before these: then it begins again. */
  readonly onEvents: (events: readonly RunEvent[]) => boolean
  readonly onState: (state: 'connecting' | 'open') => void
}

/** Follows the events of a run until it is told to stop. A broken connection is made again from where it was. */
export function followEvents(runId: string, { after, onEvents, onState }: Following): () => void {
  let close: (() => void) | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let tries = 0

  function stop() {
    close?.()
    clearTimeout(timer)
  }

  function connect() {
    stop()
    onState('connecting')
    close = openEventLine(`/runs/${encodeURIComponent(runId)}/events?after=${after()}`, {
      onOpen: () => onState('open'),
      // a connection that opens may still be refused
      onSign: () => (tries = 0),
      onMessage(text) {
        // our own server's log
        if (!onEvents(JSON.parse(text) as readonly RunEvent[])) connect()
      },
      onLost() {
        onState('connecting')
        timer = setTimeout(connect, retryDelay(tries++))
      },
    })
  }

  connect()
  return stop
}
