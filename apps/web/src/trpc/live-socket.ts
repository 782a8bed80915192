import { transport } from './transport.ts'

/** Milliseconds of a handshake. */
const OPENING_MS = 10_000
/** While none of the page has been open yet: a proxy may swallow the handshake, and there is another way. */
const FIRST_OPENING_MS = 3000
/** The server says something every ten seconds; a socket that is silent for so long is dead, as after a sleep of the machine. */
const SILENT_MS = 25_000

/** What the server sends so that a page knows of its connection. */
export const PING = 'PING'

/** The address of a path of this server for sockets. */
export function socketAddress(path: string): string {
  return `${location.origin.replace(/^http/, 'ws')}${path}`
}

/**
 * A WebSocket that is lost at once when it is: a browser waits for the other side before it calls one closed, also where nobody is there,
 * and says nothing of one that is only silent. As much of its interface as is used here and by the client of the procedures.
 */
export class LiveSocket extends EventTarget {
  static readonly CONNECTING = 0
  static readonly OPEN = 1
  static readonly CLOSING = 2
  static readonly CLOSED = 3

  readyState: number = LiveSocket.CONNECTING
  binaryType: BinaryType = 'blob'
  readonly #socket: WebSocket
  readonly #began = performance.now()
  readonly #lose = () => this.#end(true)
  #patience: ReturnType<typeof setTimeout> | undefined

  constructor(address: string) {
    super()
    const socket = new WebSocket(address)
    this.#socket = socket
    socket.onopen = () => {
      transport.opened()
      this.readyState = LiveSocket.OPEN
      this.#wait(SILENT_MS)
      this.dispatchEvent(new Event('open'))
    }
    socket.onmessage = ({ data }: MessageEvent<unknown>) => {
      this.#wait(SILENT_MS)
      this.dispatchEvent(new MessageEvent('message', { data }))
    }
    socket.onclose = this.#lose
    globalThis.addEventListener?.('offline', this.#lose)
    this.#wait(transport.works ? OPENING_MS : FIRST_OPENING_MS)
  }

  send(text: string): void {
    this.#socket.send(text)
  }

  close(): void {
    this.#end(false)
  }

  #wait(ms: number): void {
    clearTimeout(this.#patience)
    this.#patience = setTimeout(this.#lose, ms)
  }

  #end(lost: boolean): void {
    if (this.readyState === LiveSocket.CLOSED) return
    const opened = this.readyState === LiveSocket.OPEN
    this.readyState = LiveSocket.CLOSED
    clearTimeout(this.#patience)
    globalThis.removeEventListener?.('offline', this.#lose)
    const socket = this.#socket
    socket.onopen = socket.onmessage = socket.onclose = null
    // a browser writes an error into its console where one is closed before it is open
    if (opened || lost) socket.close()
    else socket.onopen = () => socket.close()
    if (!opened) {
      if (lost) void transport.failed(this.#began)
      this.dispatchEvent(new Event('error'))
    }
    this.dispatchEvent(new Event('close'))
  }
}
