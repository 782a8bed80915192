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
  let said = ''

  const again = (broken: ClientHttp2Session, reason: string) => {
    // one that was given up before has nothing to say
    if (broken !== session) return
    session = undefined
    broken.destroy()
    if (closed) return
    if (reason !== said) onLost(reason)
    said = reason
    timer = setTimeout(join, delay)
    delay = Math.min(delay * 2, LONGEST_RETRY_MS)
  }
  const join = () => {
    const mine = connect(gatewayUrl)
    session = mine
    mine.on('error', () => undefined).once('close', () => again(mine, 'it is not there'))
    stream = mine.request({ ':method': 'POST', ':path': '/join', 'x-eddy-worker': workerUrl, 'x-eddy-version': version, ...(key === undefined ? {} : { 'x-eddy-key': key }) }, { endStream: false })
    stream.on('error', () => undefined).setEncoding('utf8')
    let status = 0
    let text = ''
    stream.once('response', (headers) => (status = headers[':status'] ?? 0))
    stream.on('data', (part: string) => {
      text += part
      if (status !== 200 || !text.includes('\n')) return
      delay = FIRST_RETRY_MS
      said = ''
      onJoined(JSON.parse(text.slice(0, text.indexOf('\n'))))
      text = ''
    })
    stream.once('close', () => again(mine, status === 200 || text === '' ? 'it is not there' : text))
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
