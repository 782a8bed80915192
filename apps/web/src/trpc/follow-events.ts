import type { RunEvent } from '@eddy/engine'

export interface Following {
  /** The event after which it begins, asked whenever a connection is made. */
  readonly after: () => number
  /** Takes events in order; false when some are missing before these: then it begins again. */
  readonly onEvents: (events: readonly RunEvent[]) => boolean
  readonly onState: (state: 'connecting' | 'open') => void
}

/** The server says something every ten seconds; a connection that is silent for so long is dead. */
const SILENT_MS = 30_000
const FIRST_RETRY_MS = 500
const LONGEST_RETRY_MS = 5000

/**
 * Follows the events of a run until it is told to stop. A broken connection is made again by the browser, which says where it was; one that
 * the browser gives up, as after a proxy's 502 during a restart, is made again here.
 */
export function followEvents(runId: string, { after, onEvents, onState }: Following): () => void {
  let source: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let silence: ReturnType<typeof setTimeout> | undefined
  let retry = FIRST_RETRY_MS

  function heard() {
    clearTimeout(silence)
    silence = setTimeout(connect, SILENT_MS)
  }

  function stop() {
    source?.close()
    clearTimeout(timer)
    clearTimeout(silence)
  }

  function connect() {
    stop()
    onState('connecting')
    const next = new EventSource(`/runs/${encodeURIComponent(runId)}/events?after=${after()}`)
    source = next
    heard()
    next.addEventListener('open', () => {
      retry = FIRST_RETRY_MS
      onState('open')
      heard()
    })
    next.addEventListener('ping', heard)
    next.addEventListener('message', ({ data }: MessageEvent<string>) => {
      heard()
      // our own server's log
      if (!onEvents(JSON.parse(data) as readonly RunEvent[])) connect()
    })
    next.addEventListener('error', () => {
      onState('connecting')
      if (next.readyState !== EventSource.CLOSED) return
      clearTimeout(silence)
      timer = setTimeout(connect, retry)
      retry = Math.min(LONGEST_RETRY_MS, retry * 2)
    })
  }

  connect()
  return stop
}
