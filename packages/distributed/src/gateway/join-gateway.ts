import { connect, type ClientHttp2Session, type ClientHttp2Stream } from 'node:http2'

export interface JoinOptions {
  /** Of the server's gateway. */
  readonly gatewayUrl: string
  /** Where the gateway reaches this worker. */
  readonly workerUrl: string
  readonly version: string
  readonly key?: string | undefined
  /** What the server wants of its workers; once for each connection. */
  readonly onJoined: (settings: unknown) => void
  readonly onLost: (reason: string) => void
}

export interface Joined {
  /** No more steps, please. */
  retire(): void
  close(): void
}

const FIRST_RETRY_MS = 100
const LONGEST_RETRY_MS = 2000

/** Offers this worker to a gateway, again whenever the connection breaks. */
export function joinGateway(options: JoinOptions): Joined {
  const { gatewayUrl, workerUrl, version, key, onJoined, onLost } = options
  let session: ClientHttp2Session | undefined
  let stream: ClientHttp2Stream | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let delay = FIRST_RETRY_MS
  let closed = false

  const again = (reason: string) => {
    session?.destroy()
    if (closed || timer !== undefined) return
    onLost(reason)
    timer = setTimeout(join, delay)
    delay = Math.min(delay * 2, LONGEST_RETRY_MS)
  }
  const join = () => {
    timer = undefined
    session = connect(gatewayUrl)
    session.on('error', () => undefined).once('close', () => again('the server is not there'))
    stream = session.request({ ':method': 'POST', ':path': '/join', 'x-eddy-worker': workerUrl, 'x-eddy-version': version, ...(key === undefined ? {} : { 'x-eddy-key': key }) }, { endStream: false })
    stream.on('error', () => undefined).setEncoding('utf8')
    let status = 0
    let text = ''
    stream.once('response', (headers) => (status = headers[':status'] ?? 0))
    stream.on('data', (part: string) => {
      text += part
      if (status !== 200 || !text.includes('\n')) return
      delay = FIRST_RETRY_MS
      onJoined(JSON.parse(text.slice(0, text.indexOf('\n'))))
      text = ''
    })
    stream.once('close', () => again(status === 200 || text === '' ? 'the connection was lost' : text))
  }
  join()
  return {
    retire: () => {
      closed = true
      stream?.write('retire\n')
    },
    close: () => {
      closed = true
      clearTimeout(timer)
      session?.destroy()
    },
  }
}
