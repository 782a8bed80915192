import type { Writable } from 'node:stream'
import type { WebSocket } from 'ws'
import { socketMessage, streamMessage, type Wording } from './event-message.ts'

/** A connection to somebody who looks at a run. */
export interface ViewerLine {
  /** What the messages go out by: says how much waits there, and when it is closed. */
  readonly out: Writable
  readonly wording: Wording
  readonly send: (message: Buffer) => void
  /** Says that the connection stands; left out where something else does. */
  readonly ping?: () => void
}

const PING = Buffer.from('event: ping\ndata:\n\n')

/** Server-sent events. */
export function streamLine(out: Writable): ViewerLine {
  return { out, wording: streamMessage, send: (message) => void out.write(message), ping: () => void out.write(PING) }
}

/** A WebSocket, pinged with all others. `out`: the connection that it stands on. */
export function socketLine(socket: WebSocket, out: Writable): ViewerLine {
  return { out, wording: socketMessage, send: (message) => socket.send(message, AS_TEXT) }
}

const AS_TEXT = { binary: false }
