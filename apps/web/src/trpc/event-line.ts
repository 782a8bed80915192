import { LiveSocket, PING, socketAddress } from './live-socket.ts'
import { transport } from './transport.ts'

export interface EventLine {
  readonly onOpen: () => void
  /** Something was heard, if only that the connection stands. */
  readonly onSign: () => void
  readonly onMessage: (text: string) => void
  /** Once; nothing comes after it. */
  readonly onLost: () => void
}

/** The server's streams say something every ten seconds; one that is silent for so long is dead. */
const SILENT_MS = 25_000

/** Opens a connection to an address that can be followed over a WebSocket and as server-sent events; returns how to close it. */
export function openEventLine(path: string, line: EventLine): () => void {
  return transport.way() === 'socket' ? openSocket(path, line) : openStream(path, line)
}

function openSocket(path: string, { onOpen, onSign, onMessage, onLost }: EventLine): () => void {
  const socket = new LiveSocket(socketAddress(path))
  let closed = false
  socket.addEventListener('open', onOpen)
  socket.addEventListener('message', (event) => {
    onSign()
    const { data } = event as MessageEvent<string>
    if (data !== PING) onMessage(data)
  })
  socket.addEventListener('close', () => closed || onLost())
  return () => {
    closed = true
    socket.close()
  }
}

function openStream(path: string, { onOpen, onSign, onMessage, onLost }: EventLine): () => void {
  const source = new EventSource(path)
  let silence: ReturnType<typeof setTimeout> | undefined
  const close = () => {
    source.close()
    clearTimeout(silence)
  }
  const lose = () => {
    close()
    onLost()
  }
  const heard = () => {
    clearTimeout(silence)
    silence = setTimeout(lose, SILENT_MS)
  }
  heard()
  source.addEventListener('open', () => {
    heard()
    onOpen()
  })
  source.addEventListener('ping', () => {
    heard()
    onSign()
  })
  source.addEventListener('message', ({ data }: MessageEvent<string>) => {
    heard()
    onSign()
    onMessage(data)
  })
  // the browser would try again by itself, but gives up after a proxy's 502 during a restart
  source.addEventListener('error', lose)
  return close
}
